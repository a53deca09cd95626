"""The ordinary words of what stands around an article on a page, for some languages; the rest has the English ones."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What the parts around an article say: entries of menus and footers, and the headings of lists and forms.

    The eleventh entry of a menu is the one to search; the last of `legal` reserves rights; in `by`, "{}" is the author.
    """

    nav: tuple[str, ...]
    legal: tuple[str, ...]
    share: tuple[str, ...]
    related: tuple[str, ...]
    comments: tuple[str, ...]
    ads: tuple[str, ...]
    cookies: tuple[str, ...]
    by: str


def words(lang: str) -> Words:
    """The words of a language, told by its code."""
    return _WORDS.get(lang.split("-", maxsplit=1)[0]) or _WORDS["en"]


def _read(table: str) -> dict[str, Words]:
    """Words by language: each entry is a line of codes and seven of phrases, the last of which ends in the byline."""
    found: dict[str, Words] = {}
    for entry in table.strip().split("\n\n"):
        codes, *rows = entry.split("\n")
        nav, legal, share, related, comments, ads, (*cookies, by) = [tuple(row.split("|")) for row in rows]
        for code in codes.split():
            found[code] = Words(nav, legal, share, related, comments, ads, tuple(cookies), by)
    return found


_WORDS = _read("""\
en
Home|News|Politics|Business|Sport|Culture|Opinion|Weather|Science|Video|Search|Skip to content
Privacy policy|Terms of use|Cookie policy|Contact us|About us|Accessibility|All rights reserved.|Corrections
Share|Share this article|Tweet|Email|Copy link|Print|Share on Facebook
Related articles|Read next|More from this section|Most read|You may also like|Latest news
Comments|Leave a reply|Name|Email|Your comment|Post comment|No comments yet|Log in to reply
Advertisement|Sponsored|Ad
We use cookies to improve your experience on this site.|Accept all|Reject|Settings|By {}

de
Startseite|Nachrichten|Politik|Wirtschaft|Sport|Kultur|Meinung|Wetter|Wissen|Video|Suche|Zum Inhalt springen
Datenschutz|Impressum|AGB|Kontakt|Über uns|Barrierefreiheit|Alle Rechte vorbehalten.
Teilen|Artikel teilen|Twittern|Per E-Mail senden|Link kopieren|Drucken
Ähnliche Artikel|Mehr zum Thema|Weiterlesen|Meistgelesen|Auch interessant
Kommentare|Kommentar schreiben|Name|E-Mail|Ihr Kommentar|Absenden
Anzeige|Werbung|Gesponsert
Wir verwenden Cookies, um unsere Website zu verbessern.|Alle akzeptieren|Ablehnen|Einstellungen|Von {}

fr
Accueil|Actualités|Politique|Économie|Sport|Culture|Opinions|Météo|Sciences|Vidéos|Rechercher|Aller au contenu
Confidentialité|Mentions légales|Conditions générales|Contact|Qui sommes-nous|Plan du site|Tous droits réservés.
Partager|Partager cet article|Tweeter|Envoyer par e-mail|Copier le lien|Imprimer
Articles similaires|À lire aussi|Sur le même sujet|Les plus lus|Dans la même rubrique
Commentaires|Laisser un commentaire|Nom|Adresse e-mail|Votre commentaire|Publier
Publicité|Sponsorisé|Annonce
Nous utilisons des cookies pour améliorer votre expérience.|Tout accepter|Refuser|Paramétrer|Par {}

es
Inicio|Noticias|Política|Economía|Deportes|Cultura|Opinión|El tiempo|Ciencia|Vídeos|Buscar|Saltar al contenido
Política de privacidad|Aviso legal|Términos de uso|Contacto|Quiénes somos|Todos los derechos reservados.
Compartir|Compartir este artículo|Tuitear|Enviar por correo|Copiar enlace|Imprimir
Artículos relacionados|Te puede interesar|Más noticias|Lo más leído|Lea también
Comentarios|Deja un comentario|Nombre|Correo electrónico|Tu comentario|Publicar comentario
Publicidad|Patrocinado|Anuncio
Usamos cookies para mejorar su experiencia.|Aceptar todo|Rechazar|Configurar|Por {}

pt gl
Início|Notícias|Política|Economia|Esportes|Cultura|Opinião|Tempo|Ciência|Vídeos|Buscar|Ir para o conteúdo
Política de privacidade|Termos de uso|Fale conosco|Quem somos|Expediente|Todos os direitos reservados.
Compartilhar|Compartilhe esta notícia|Tuitar|Enviar por e-mail|Copiar link|Imprimir
Notícias relacionadas|Leia também|Mais lidas|Veja mais|Últimas notícias
Comentários|Deixe um comentário|Nome|E-mail|Seu comentário|Publicar comentário
Publicidade|Patrocinado|Anúncio
Usamos cookies para melhorar sua experiência.|Aceitar|Recusar|Configurações|Por {}

it
Home|Notizie|Politica|Economia|Sport|Cultura|Opinioni|Meteo|Scienza|Video|Cerca|Vai al contenuto
Informativa sulla privacy|Note legali|Termini d'uso|Contatti|Chi siamo|Tutti i diritti riservati.
Condividi|Condividi l'articolo|Invia per e-mail|Copia link|Stampa
Articoli correlati|Leggi anche|I più letti|Potrebbe interessarti|Ultime notizie
Commenti|Lascia un commento|Nome|E-mail|Il tuo commento|Invia commento
Pubblicità|Sponsorizzato|Annuncio
Utilizziamo i cookie per migliorare la tua esperienza.|Accetta tutti|Rifiuta|Impostazioni|Di {}

nl
Home|Nieuws|Politiek|Economie|Sport|Cultuur|Opinie|Weer|Wetenschap|Video|Zoeken|Naar de inhoud
Privacybeleid|Gebruiksvoorwaarden|Cookiebeleid|Contact|Over ons|Alle rechten voorbehouden.
Delen|Deel dit artikel|Mail dit artikel|Kopieer link|Afdrukken
Gerelateerde artikelen|Lees ook|Meer over dit onderwerp|Meest gelezen|Verder lezen
Reacties|Plaats een reactie|Naam|E-mailadres|Uw reactie|Verstuur
Advertentie|Gesponsord
Wij gebruiken cookies om uw ervaring te verbeteren.|Alles accepteren|Weigeren|Instellingen|Door {}

sv
Hem|Nyheter|Politik|Ekonomi|Sport|Kultur|Åsikter|Väder|Vetenskap|Video|Sök|Hoppa till innehåll
Integritetspolicy|Användarvillkor|Om cookies|Kontakta oss|Om oss|Alla rättigheter förbehållna.
Dela|Dela artikeln|Tipsa via e-post|Kopiera länk|Skriv ut
Relaterade artiklar|Läs också|Mer om ämnet|Mest läst|Senaste nytt
Kommentarer|Skriv en kommentar|Namn|E-post|Din kommentar|Skicka
Annons|Sponsrat innehåll
Vi använder cookies för att förbättra din upplevelse.|Godkänn alla|Avvisa|Inställningar|Av {}

da nb no nn
Forside|Nyheder|Politik|Økonomi|Sport|Kultur|Debat|Vejr|Viden|Video|Søg|Gå til indhold
Privatlivspolitik|Vilkår|Cookies|Kontakt|Om os|Alle rettigheder forbeholdes.
Del|Del artiklen|Send på mail|Kopiér link|Udskriv
Relaterede artikler|Læs også|Mere om emnet|Mest læste|Seneste nyt
Kommentarer|Skriv en kommentar|Navn|E-mail|Din kommentar|Send
Annonce|Sponsoreret
Vi bruger cookies til at forbedre din oplevelse.|Accepter alle|Afvis|Indstillinger|Af {}

fi
Etusivu|Uutiset|Politiikka|Talous|Urheilu|Kulttuuri|Mielipide|Sää|Tiede|Videot|Haku|Siirry sisältöön
Tietosuoja|Käyttöehdot|Evästeet|Ota yhteyttä|Tietoa meistä|Kaikki oikeudet pidätetään.
Jaa|Jaa artikkeli|Lähetä sähköpostilla|Kopioi linkki|Tulosta
Aiheeseen liittyvää|Lue myös|Luetuimmat|Lisää aiheesta|Uusimmat
Kommentit|Kirjoita kommentti|Nimi|Sähköposti|Kommenttisi|Lähetä
Mainos|Kaupallinen yhteistyö
Käytämme evästeitä sivuston parantamiseen.|Hyväksy kaikki|Hylkää|Asetukset|Kirjoittaja: {}

pl
Strona główna|Wiadomości|Polityka|Gospodarka|Sport|Kultura|Opinie|Pogoda|Nauka|Wideo|Szukaj|Przejdź do treści
Polityka prywatności|Regulamin|Kontakt|O nas|Reklama|Wszelkie prawa zastrzeżone.
Udostępnij|Udostępnij artykuł|Wyślij e-mailem|Kopiuj link|Drukuj
Powiązane artykuły|Czytaj też|Zobacz także|Najczęściej czytane|Najnowsze
Komentarze|Dodaj komentarz|Imię|Adres e-mail|Twój komentarz|Wyślij
Reklama|Materiał sponsorowany
Używamy plików cookie, aby ulepszyć naszą stronę.|Akceptuj wszystkie|Odrzuć|Ustawienia|Autor: {}

cs sk
Domů|Zprávy|Politika|Ekonomika|Sport|Kultura|Názory|Počasí|Věda|Video|Hledat|Přejít k obsahu
Ochrana osobních údajů|Podmínky užití|Kontakt|O nás|Redakce|Všechna práva vyhrazena.
Sdílet|Sdílet článek|Poslat e-mailem|Kopírovat odkaz|Vytisknout
Související články|Čtěte také|Nejčtenější|Další zprávy|Mohlo by vás zajímat
Komentáře|Přidat komentář|Jméno|E-mail|Váš komentář|Odeslat
Reklama|Inzerce|Sponzorováno
Používáme cookies ke zlepšení vašeho zážitku.|Přijmout vše|Odmítnout|Nastavení|Autor: {}

ro
Acasă|Știri|Politică|Economie|Sport|Cultură|Opinii|Vremea|Știință|Video|Caută|Sari la conținut
Politica de confidențialitate|Termeni și condiții|Contact|Despre noi|Toate drepturile rezervate.
Distribuie|Distribuie articolul|Trimite pe e-mail|Copiază linkul|Tipărește
Articole similare|Citește și|Cele mai citite|Te-ar putea interesa|Ultimele știri
Comentarii|Lasă un comentariu|Nume|E-mail|Comentariul tău|Publică
Publicitate|Sponsorizat
Folosim cookie-uri pentru a îmbunătăți experiența.|Acceptă tot|Refuză|Setări|De {}

hu
Címlap|Hírek|Belföld|Gazdaság|Sport|Kultúra|Vélemény|Időjárás|Tudomány|Videók|Keresés|Ugrás a tartalomra
Adatvédelem|Felhasználási feltételek|Impresszum|Kapcsolat|Rólunk|Minden jog fenntartva.
Megosztás|Cikk megosztása|Küldés e-mailben|Link másolása|Nyomtatás
Kapcsolódó cikkek|Olvassa el ezt is|Legolvasottabb|Ajánlott|Friss hírek
Hozzászólások|Szóljon hozzá|Név|E-mail-cím|Hozzászólás|Küldés
Hirdetés|Szponzorált tartalom
Sütiket használunk a jobb élmény érdekében.|Elfogadom|Elutasítom|Beállítások|Szerző: {}

el
Αρχική|Ειδήσεις|Πολιτική|Οικονομία|Αθλητικά|Πολιτισμός|Απόψεις|Καιρός|Επιστήμη|Βίντεο|Αναζήτηση
Πολιτική απορρήτου|Όροι χρήσης|Επικοινωνία|Ποιοι είμαστε|Με την επιφύλαξη παντός δικαιώματος.
Κοινοποίηση|Μοιραστείτε το άρθρο|Αποστολή με email|Αντιγραφή συνδέσμου|Εκτύπωση
Σχετικά άρθρα|Διαβάστε επίσης|Δημοφιλή|Περισσότερα|Τελευταία νέα
Σχόλια|Αφήστε ένα σχόλιο|Όνομα|Email|Το σχόλιό σας|Υποβολή
Διαφήμιση|Χορηγούμενο
Χρησιμοποιούμε cookies για τη βελτίωση της εμπειρίας σας.|Αποδοχή όλων|Απόρριψη|Ρυθμίσεις|Του {}

ru bg sr mk
Главная|Новости|Политика|Экономика|Спорт|Культура|Мнения|Погода|Наука|Видео|Поиск
Политика конфиденциальности|Пользовательское соглашение|Контакты|О нас|Реклама|Все права защищены.
Поделиться|Поделиться статьёй|Отправить по почте|Скопировать ссылку|Распечатать
Похожие статьи|Читайте также|По теме|Самое читаемое|Последние новости
Комментарии|Оставить комментарий|Имя|Эл. почта|Ваш комментарий|Отправить
Реклама|На правах рекламы
Мы используем файлы cookie для улучшения сайта.|Принять|Отклонить|Настройки|Автор: {}

uk
Головна|Новини|Політика|Економіка|Спорт|Культура|Думки|Погода|Наука|Відео|Пошук
Політика конфіденційності|Умови використання|Контакти|Про нас|Реклама|Усі права захищено.
Поділитися|Поширити статтю|Надіслати поштою|Скопіювати посилання|Друк
Схожі статті|Читайте також|За темою|Найпопулярніше|Останні новини
Коментарі|Залишити коментар|Ім'я|Ел. пошта|Ваш коментар|Надіслати
Реклама|Партнерський матеріал
Ми використовуємо файли cookie для покращення сайту.|Прийняти|Відхилити|Налаштування|Автор: {}

tr
Ana sayfa|Haberler|Siyaset|Ekonomi|Spor|Kültür|Yazarlar|Hava durumu|Bilim|Video|Ara|İçeriğe geç
Gizlilik politikası|Kullanım koşulları|Künye|İletişim|Hakkımızda|Tüm hakları saklıdır.
Paylaş|Haberi paylaş|E-posta ile gönder|Bağlantıyı kopyala|Yazdır
İlgili haberler|Bunlar da ilginizi çekebilir|En çok okunanlar|Diğer haberler|Son dakika
Yorumlar|Yorum yaz|Ad|E-posta|Yorumunuz|Gönder
Reklam|Sponsorlu içerik
Deneyiminizi iyileştirmek için çerezleri kullanıyoruz.|Tümünü kabul et|Reddet|Ayarlar|{}

ar
الرئيسية|أخبار|سياسة|اقتصاد|رياضة|ثقافة|آراء|الطقس|علوم|فيديو|بحث
سياسة الخصوصية|شروط الاستخدام|اتصل بنا|من نحن|جميع الحقوق محفوظة
مشاركة|شارك المقال|إرسال بالبريد|نسخ الرابط|طباعة
مقالات ذات صلة|اقرأ أيضا|الأكثر قراءة|المزيد|آخر الأخبار
التعليقات|اترك تعليقا|الاسم|البريد الإلكتروني|تعليقك|إرسال
إعلان|محتوى مدفوع
نستخدم ملفات تعريف الارتباط لتحسين تجربتك.|قبول الكل|رفض|الإعدادات|كتب: {}

fa ur
صفحه اصلی|اخبار|سیاست|اقتصاد|ورزش|فرهنگ|دیدگاه|آب و هوا|دانش|ویدئو|جستجو
حریم خصوصی|شرایط استفاده|تماس با ما|درباره ما|تمامی حقوق محفوظ است
اشتراک‌گذاری|ارسال به دوستان|کپی لینک|چاپ
مطالب مرتبط|بیشتر بخوانید|پربازدیدترین|آخرین خبرها
نظرات|نظر خود را بنویسید|نام|ایمیل|نظر شما|ارسال
آگهی|تبلیغات
ما از کوکی‌ها برای بهبود تجربه شما استفاده می‌کنیم.|پذیرفتن|رد کردن|تنظیمات|نویسنده: {}

he
דף הבית|חדשות|פוליטיקה|כלכלה|ספורט|תרבות|דעות|מזג אוויר|מדע|וידאו|חיפוש
מדיניות פרטיות|תנאי שימוש|צור קשר|אודות|כל הזכויות שמורות
שיתוף|שתפו את הכתבה|שליחה במייל|העתקת קישור|הדפסה
כתבות קשורות|קראו גם|הנקראות ביותר|עוד בנושא|חדשות אחרונות
תגובות|הוסיפו תגובה|שם|דוא"ל|התגובה שלך|שליחה
פרסומת|תוכן ממומן
אנו משתמשים בעוגיות כדי לשפר את חוויית הגלישה.|אישור|דחייה|הגדרות|מאת {}

hi
होम|समाचार|राजनीति|कारोबार|खेल|संस्कृति|विचार|मौसम|विज्ञान|वीडियो|खोजें
गोपनीयता नीति|उपयोग की शर्तें|संपर्क करें|हमारे बारे में|सर्वाधिकार सुरक्षित
शेयर करें|लेख साझा करें|ईमेल करें|लिंक कॉपी करें|प्रिंट करें
संबंधित लेख|यह भी पढ़ें|सबसे ज़्यादा पढ़े गए|और खबरें|ताज़ा खबरें
टिप्पणियाँ|टिप्पणी लिखें|नाम|ईमेल|आपकी टिप्पणी|भेजें
विज्ञापन|प्रायोजित
हम आपके अनुभव को बेहतर बनाने के लिए कुकीज़ का उपयोग करते हैं।|स्वीकार करें|अस्वीकार|सेटिंग्स|लेखक: {}

id ms
Beranda|Berita|Politik|Ekonomi|Olahraga|Budaya|Opini|Cuaca|Sains|Video|Cari
Kebijakan privasi|Syarat dan ketentuan|Hubungi kami|Tentang kami|Redaksi|Hak cipta dilindungi undang-undang.
Bagikan|Bagikan artikel ini|Kirim lewat email|Salin tautan|Cetak
Artikel terkait|Baca juga|Terpopuler|Berita lainnya|Terbaru
Komentar|Tulis komentar|Nama|Email|Komentar Anda|Kirim
Iklan|Konten bersponsor
Kami menggunakan cookie untuk meningkatkan pengalaman Anda.|Terima semua|Tolak|Pengaturan|Oleh {}

vi
Trang chủ|Tin tức|Chính trị|Kinh tế|Thể thao|Văn hóa|Ý kiến|Thời tiết|Khoa học|Video|Tìm kiếm
Chính sách bảo mật|Điều khoản sử dụng|Liên hệ|Giới thiệu|Bản quyền thuộc về tòa soạn.
Chia sẻ|Chia sẻ bài viết|Gửi qua email|Sao chép liên kết|In bài
Bài viết liên quan|Đọc thêm|Xem nhiều nhất|Tin khác|Tin mới
Bình luận|Viết bình luận|Tên|Email|Ý kiến của bạn|Gửi
Quảng cáo|Nội dung tài trợ
Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn.|Chấp nhận|Từ chối|Cài đặt|Tác giả: {}

ja
ホーム|ニュース|政治|経済|スポーツ|文化|オピニオン|天気|科学|動画|検索|本文へ移動
プライバシーポリシー|利用規約|お問い合わせ|会社概要|サイトマップ|無断転載を禁じます
シェア|この記事をシェアする|メールで送る|リンクをコピー|印刷
関連記事|あわせて読みたい|ランキング|おすすめ|新着記事
コメント|コメントを書く|お名前|メールアドレス|コメント内容|送信
広告|スポンサー
当サイトではクッキーを使用しています。|同意する|拒否する|設定|文・{}

zh
首页|新闻|政治|财经|体育|文化|评论|天气|科学|视频|搜索
隐私政策|使用条款|联系我们|关于我们|网站地图|版权所有
分享|分享本文|发送邮件|复制链接|打印
相关文章|延伸阅读|热门文章|推荐阅读|最新消息
评论|发表评论|姓名|电子邮箱|您的评论|提交
广告|赞助内容
本网站使用 Cookie 以改善您的体验。|全部接受|拒绝|设置|作者：{}

ko
홈|뉴스|정치|경제|스포츠|문화|오피니언|날씨|과학|동영상|검색|본문 바로가기
개인정보처리방침|이용약관|문의하기|회사소개|무단 전재 및 재배포 금지
공유|기사 공유하기|이메일 보내기|링크 복사|인쇄
관련기사|함께 읽으면 좋은 기사|많이 본 뉴스|추천 기사|최신 기사
댓글|댓글 쓰기|이름|이메일|댓글 내용|등록
광고|협찬
당사는 더 나은 서비스를 위해 쿠키를 사용합니다.|모두 동의|거부|설정|{} 기자
""")
