"""Invented sites in languages that have no cue file: articles that vary, and what stands around them in each."""

import random
from typing import NamedTuple

from cleanarticle.batch.shingles import fingerprints, tokens
from cleanarticle.batch.tally import Seen, Tally
from cleanarticle.document import parse

# Welsh, and Basque below, have no cue files. Each of these sentences may follow any other.
_WELSH = (
    "Mae {who} wedi penderfynu {did} {what} yn {place} ar ôl misoedd o drafod.",
    "Dywedodd {name} wrth y cyfarfod nos {day} nad oedd dewis arall ar ôl.",
    "Bydd y gwaith yn dechrau ym mis {month} ac yn para tua {n} wythnos, yn ôl y peirianwyr.",
    "“Rydyn ni wedi aros yn rhy hir am hyn,” meddai {name}, sy'n byw ger yr afon ers {n} mlynedd.",
    "Yn {year} caewyd yr ysgol gynradd yn y pentref, ac ers hynny mae'r bws olaf yn gadael cyn chwech.",
    "Roedd tua {n} o bobl yn y neuadd, llawer ohonynt wedi cerdded drwy'r glaw o {place}.",
    "Nid yw'r adroddiad yn sôn am y gost, ond mae ffigurau eraill yn awgrymu £{n} miliwn.",
    "Cafodd y bont ei hadeiladu gan seiri maen lleol, ac mae'r cerrig gwreiddiol i'w gweld o hyd dan y bwa.",
    "Mae'r ffermwyr yn poeni y bydd y lorïau'n gorfod mynd trwy {place} yn ystod y cynhaeaf.",
    "Yn y gorffennol bu {who} yn gwrthod unrhyw newid, gan ddadlau bod y ffordd yn rhy gul.",
    "Enillodd y tîm cartref o {n} i {m} wedi ail hanner gwyllt ar gae gwlyb yn {place}.",
    "Sgoriodd {name} ddwywaith cyn yr egwyl, a bu bron iddi gael trydedd gyda'i phen.",
    "Mae'r arddangosfa'n dangos paentiadau o'r chwareli, a'r rhan fwyaf heb eu gweld o'r blaen.",
    "Tyfodd {name} i fyny ar fferm fynyddig uwchben {place}, lle'r oedd ei nain yn adrodd straeon wrth y tân.",
    "Mae'r llyfr newydd yn dilyn tair chwaer sy'n gadael eu cartref yn ystod gaeaf caled {year}.",
    "Gwelwyd dolffiniaid yn y bae yr wythnos hon, y tro cyntaf ers {n} mlynedd yn ôl y pysgotwyr.",
    "Mae gwyddonwyr o'r brifysgol wedi gosod {n} o flychau nythu ar hyd yr arfordir.",
    "Disgwylir gwyntoedd cryfion o'r gorllewin heno, a gallai coed ddisgyn ar y lein rhwng {place} a'r môr.",
    "Bu'r heddlu'n holi dau ddyn am dân yn yr hen felin, ond cafodd y ddau eu rhyddhau heb gyhuddiad.",
    "Mae prisiau tai yn yr ardal wedi codi {n} y cant mewn blwyddyn, a phobl ifanc yn symud i ffwrdd.",
    "Bydd y ffair yn dychwelyd i'r sgwâr ddydd {day}, gyda cheffylau, corau a marchnad gaws.",
    "Yn ôl {who}, mae angen mwy o feddygon sy'n siarad yr iaith yn yr ysbyty newydd.",
    "Canodd y côr ddau emyn yn yr angladd, a siaradodd {name} am y dyddiau cynnar yn y pwll glo.",
    "Collwyd {n} o swyddi pan gaeodd y ffatri esgidiau, ac nid oes neb wedi prynu'r safle.",
    "Mae'r afon wedi torri ei glannau ddwywaith eleni, a'r dŵr wedi cyrraedd drws y capel.",
    "Ni chafwyd ymateb gan y cwmni, sydd â'i bencadlys yn {place}, cyn i'r erthygl hon gael ei chyhoeddi.",
    "Cododd y plant arian ar gyfer y bad achub drwy werthu cacennau a golchi ceir trwy'r haf.",
    "Mewn pleidlais agos, {n} i {m}, gwrthodwyd cynnig {name} i godi treth y cyngor.",
)
# Sentences without end: an opening, what happened, and two turns.
_OPENINGS = (
    "Ar ôl misoedd o drafod",
    "Yn gynnar fore ddoe",
    "Er gwaethaf y glaw trwm",
    "Am y tro cyntaf ers y rhyfel",
    "Mewn cyfarfod stormus",
    "Wrth i'r nos gau am yr harbwr",
    "Heb rybudd o gwbl",
    "Ychydig cyn y Nadolig",
    "Gyda chymorth yr ysgol uwchradd",
    "Yn dilyn cwynion gan bysgotwyr",
    "Ddeng mlynedd yn ddiweddarach",
    "Fel y disgwyliwyd gan lawer",
    "Tra bod eraill yn cysgu",
    "O ben y mynydd",
    "Yng nghanol yr haf sychaf",
    "Yn groes i gyngor y meddyg",
    "Ar lannau'r llyn",
    "Oherwydd prinder athrawon",
    "Trwy lwc yn hytrach na chynllun",
    "Yn llawysgrif y bardd",
)
_EVENTS = (
    "caewyd y bont garreg",
    "daeth dau gwch pysgota adref yn wag",
    "gwrthododd y cynghorwyr godi'r dreth",
    "prynodd cwpl ifanc yr hen felin",
    "cafwyd hyd i esgyrn march o dan y capel",
    "cychwynnodd y trên stêm cyntaf",
    "enillodd y merched y darian",
    "collodd y pentref ei feddyg olaf",
    "plannwyd derw ar hyd y llwybr",
    "torrodd y gwynt do'r neuadd",
    "ymddangosodd eryr uwchben y clogwyn",
    "canodd tri chôr gyda'i gilydd",
    "cyhoeddwyd llyfr am y chwarelwyr",
    "symudodd y farchnad ddefaid i'r dref",
    "agorwyd ward newydd i blant",
    "boddwyd caeau isel y dyffryn",
    "diffoddwyd golau'r goleudy",
    "etholwyd postmones yn faer",
    "dychwelodd y wiwer goch",
    "codwyd tŵr ffôn dadleuol",
)
_TURNS = (
    "a bu dathlu hyd yr oriau mân",
    "gan adael cannoedd o drigolion heb ddŵr glân",
    "yn ôl dau lygad-dyst a siaradodd â ni ar y cei",
    "er bod y gost wedi dyblu mewn blwyddyn",
    "ac mae'r perchnogion yn awr yn ystyried apêl",
    "wrth i'r dorf wylio mewn tawelwch",
    "fel y gwnaeth eu teidiau ganrif ynghynt",
    "nes i'r gwasanaethau brys gyrraedd o'r arfordir",
    "heb i neb sylwi am dridiau cyfan",
    "gyda phlant yn cario canhwyllau papur",
    "a hynny ar y diwrnod oeraf eleni",
    "er mawr siom i gefnogwyr yr ymwelwyr",
    "rhwng y chwarel segur a'r rheilffordd",
    "mewn gwasanaeth byr dan arweiniad ei chwaer",
    "lle mae'r afon yn troi tua'r gorllewin",
    "wedi i'r ymchwiliad bara pum mlynedd",
    "ac fe wêl y cyhoedd y casgliad ym mis Medi",
    "tra'n disgwyl am ganlyniad y prawf",
    "gan fod y pridd yn rhy wlyb i'w aredig",
    "a daeth llythyr o Batagonia i'w llongyfarch",
)
_BASQUE = (
    (
        "Hilabeteetako eztabaidaren ondoren",
        "Atzo goizean goiz",
        "Euri zaparradak gorabehera",
        "Gerraz geroztik lehenengoz",
        "Bilera zaratatsu batean",
        "Portuan iluntzen ari zuela",
        "Inolako abisurik gabe",
        "Eguberriak baino apur bat lehenago",
        "Arrantzaleen kexen ostean",
        "Hamar urte geroago",
        "Mendi tontorretik begiratuta",
        "Udarik lehorrenaren erdian",
        "Sendagilearen aholkuaren kontra",
        "Aintzira ertzean",
    ),
    (
        "harrizko zubia itxi zuten",
        "bi itsasontzi hutsik itzuli ziren",
        "zinegotziek zerga igotzeari uko egin zioten",
        "bikote gazte batek errota zaharra erosi zuen",
        "zaldi hezurrak aurkitu zituzten elizpean",
        "lurrunezko lehen trena abiatu zen",
        "neskek irabazi zuten bandera",
        "herriak azken sendagilea galdu zuen",
        "haritzak landatu zituzten bidean",
        "haizeak udaletxeko teilatua eraman zuen",
        "arranoa agertu zen labar gainean",
        "hiru abesbatzak batera kantatu zuten",
        "ardi azoka hirira aldatu zen",
        "itsasargia betiko itzali zen",
    ),
    (
        "eta goizaldera arte iraun zuen jaiak",
        "ehunka bizilagun urik gabe utzita",
        "kaian mintzatutako bi lekukoren arabera",
        "kostua urtebetean bikoiztu den arren",
        "eta jabeek helegitea aztertzen dute orain",
        "jendea isilik begira zegoela",
        "aitonek duela mende bat egin bezala",
        "kostaldetik laguntza iritsi zen arte",
        "hiru egunez inor ohartu gabe",
        "umeek paperezko kandelak eramanez",
        "aurtengo egunik hotzenean",
        "bisitarien zaleen atsekaberako",
        "harrobi hutsaren eta trenbidearen artean",
        "ibaia mendebaldera makurtzen den lekuan",
    ),
)
_WORDS = {"cy": (_OPENINGS, _EVENTS, _TURNS), "eu": _BASQUE}
_SLOTS = {
    "who": ("cyngor y sir", "bwrdd y parc", "pwyllgor yr harbwr", "cwmni'r dŵr", "llywodraethwyr yr ysgol"),
    "did": ("cau", "ailadeiladu", "gwerthu", "symud", "ehangu"),
    "what": ("yr hen bont", "y llyfrgell", "y pwll nofio", "yr orsaf", "y ganolfan iechyd"),
    "place": ("Llanfaes", "Aberdeilen", "Pentregwyn", "Rhyd-y-garreg", "Cwm Hesgin", "Trefonnen"),
    "name": ("Mair Prydderch", "Dewi Llwyd Roberts", "Nia Haf", "Tomos Gethin", "Elin Morus", "Gwilym Parri"),
    "day": ("Lun", "Fawrth", "Fercher", "Iau", "Wener"),
    "month": ("Ionawr", "Mawrth", "Mai", "Awst", "Hydref"),
}
WELSH_APPEAL = (
    "Annwyl ddarllenydd, un peth arall cyn i chi fynd.",
    "Nid oes perchennog cyfoethog y tu ôl i'r papur hwn, ac nid ydym yn codi wal o flaen ein straeon. Mae pob gair a "
    "ddarllenwch yma wedi'i dalu gan bobl o'r fro sy'n credu bod newyddion yn eu hiaith eu hunain yn werth eu cael.",
    "Hyd yma ym mis {month} mae {n} o ddarllenwyr wedi ymuno â ni, ond mae angen {m} arall cyn diwedd y mis er mwyn "
    "cadw'r swyddfa ar agor a'r gohebwyr ar y ffordd.",
    "Os gallwch roi cyn lleied â £{n} y mis, byddwch yn gwneud gwahaniaeth mawr i'r gwaith hwn.",
    "Cefnogwch ni heddiw",
    "Unwaith",
    "Bob mis",
    "£5",
    "£10",
    "Cwestiwn? Ysgrifennwch at cyfeillion@gwyliwr.example",
)
BASQUE_APPEAL = (
    "Irakurle maitea, eskerrik asko hona iristeagatik.",
    "Egunkari hau ez da inorena, eta horregatik idatz dezakegu libre; zure laguntzarik gabe ordea ez dago kazetaririk "
    "herriz herri ibiliko denik, eta isilik geratuko lirateke bazter hauetako ahotsak.",
    "Dagoeneko {n} lagunek egin dute bat gurekin {month} hasi zenetik.",
    "Egin zaitez babesle",
    "Hilean 6 €",
    "Urtean 60 €",
    "https://mendiko.example/bat-egin",
)


class Article(NamedTuple):
    """An invented article. body, appeal: the lines of each.  text: all of it."""

    body: tuple[str, ...]
    appeal: tuple[str, ...]
    text: str


def _fill(dice, text):
    slots = {name: dice.choice(values) for name, values in _SLOTS.items()}
    n = dice.randrange(12, 900)
    return text.format(n=n, m=dice.randrange(2, n), year=dice.randrange(1890, 2020), **slots)


def _varied(dice, language):
    """A sentence that hardly any other one is like."""
    openings, events, turns = _WORDS[language]
    one, other = dice.sample(turns, 2)
    return f"{dice.choice(openings)}, {dice.choice(events)}, {one}, {other}."


def article(seed, sentences=(), appeal=WELSH_APPEAL, first=(), last=(), language="cy"):
    """An article with an appeal in it, at the end or in the middle; the same seed gives the same one.

    sentences: to choose from; none: each is made anew, in the language.  first, last: lines of the body that stand at
    its top below the headline, and at its end.
    """
    dice = random.Random(seed)
    if sentences:
        told = [_fill(dice, sentence) for sentence in dice.sample(sentences, min(len(sentences), 12))]
    else:
        told = [_varied(dice, language) for _ in range(14)]
    head = " ".join(told.pop().split()[:6]).strip(",.")
    paragraphs = []
    while told:
        size = dice.randrange(1, 4)
        paragraphs.append(" ".join(told[:size]))
        del told[:size]
    asked = tuple(_fill(dice, line) for line in appeal)
    at = dice.choice((len(paragraphs), len(paragraphs), len(paragraphs) // 2))
    body = (head, *first, *paragraphs, *last)
    lines = (head, *first, *paragraphs[:at], *asked, *paragraphs[at:], *last)
    return Article(body, asked, "\n\n".join(lines) + "\n")


def welsh(number=40, **options):
    """Articles of an invented Welsh site."""
    return [article(f"cy{seed}", **options) for seed in range(number)]


def formulaic(number=40, **options):
    """Articles of a site whose reporters have a few dozen sentences, as sports results and weather reports do."""
    return [article(f"fo{seed}", _WELSH, **options) for seed in range(number)]


def basque(number=40, **options):
    """Articles of an invented Basque site."""
    return [article(f"eu{seed}", appeal=BASQUE_APPEAL, language="eu", **options) for seed in range(number)]


def write(folder, articles):
    """Write articles into a folder."""
    folder.mkdir(parents=True)
    for number, one in enumerate(articles):
        (folder / f"{number:03}.txt").write_text(one.text, encoding="utf-8")
    return folder


def tally(cleaner, articles):
    """(share of the appeals' characters that went, lines of the bodies that lost anything)."""
    gone = total = 0
    lost = []
    for one in articles:
        kept = cleaner.clean(one.text).exact.splitlines()
        total += sum(map(len, one.appeal))
        left = list(kept)
        for line in one.body:
            if line in left:
                left.remove(line)
            else:
                lost.append(line)
        gone += sum(len(line) for line in one.appeal if line not in left)
    return gone / total, lost


def learned(articles, site="", share=0.2):
    """What repeats in articles, as `learn` finds it."""
    counted = Tally()
    for one in articles:
        document = parse(one.text)
        texts = [document.text(block) for block in document.blocks]
        counted.add(site, [Seen(text, fingerprints(tokens(text), site)) for text in texts])
    return tuple(counted.repeats(3, share))
