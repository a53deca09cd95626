"""The frames of pages, as many kinds of sites have them: where the parts go, and how a paragraph is set."""

from __future__ import annotations

from typing import NamedTuple


class Layout(NamedTuple):
    """A frame with `{top}`, `{head}`, `{body}`, `{tail}`, `{side}` and `{foot}` in it, in any order, each at most once.

    para: how a paragraph is set; "%" is a class name of the page's own.  headline: how the headline is set.
    root: attributes of the root element.
    """

    frame: str
    para: str = "<p>{}</p>"
    headline: str = "<h1>{}</h1>"
    root: str = ""


LAYOUTS: dict[str, Layout] = {
    "wordpress": Layout(
        '<body class="post-template-default single single-post"><div id="page" class="hfeed site">'
        '<header id="masthead" class="site-header">{top}</header><div id="content" class="site-content">'
        '<div id="primary" class="content-area"><main id="main"><article class="post type-post hentry">'
        '<header class="entry-header">{head}</header><div class="entry-content">\n{body}\n</div></article>{tail}</main>'
        '</div><aside id="secondary" class="widget-area">{side}</aside></div>'
        '<footer id="colophon" class="site-footer">{foot}</footer></div></body>',
        headline='<h1 class="entry-title">{}</h1>',
    ),
    "gutenberg": Layout(
        '<body class="wp-embed-responsive"><div class="wp-site-blocks"><header class="wp-block-template-part">{top}'
        '</header><main class="wp-block-group is-layout-constrained">{head}'
        '<div class="wp-block-post-content">\n{body}\n'
        '</div>{tail}</main><footer class="wp-block-template-part">{foot}</footer></div></body>',
        para='<p class="wp-block-paragraph">{}</p>',
        headline='<h1 class="wp-block-post-title">{}</h1>',
    ),
    "drupal": Layout(
        '<body class="path-node node--type-article"><div class="layout-container"><header role="banner">{top}</header>'
        '<main role="main"><div class="region region-content"><article role="article" class="node node--type-article">'
        '{head}<div class="node__content"><div class="clearfix text-formatted field field--name-body field__item">\n'
        '{body}\n</div></div></article>{tail}</div></main><aside class="region region-sidebar-second">{side}</aside>'
        '<footer role="contentinfo">{foot}</footer></div></body>',
        headline='<h1 class="page-header"><span class="field field--name-title">{}</span></h1>',
    ),
    "ghost": Layout(
        '<body class="post-template"><div class="viewport"><header id="gh-head">{top}</header><main class="site-main">'
        '<article class="article post"><header class="article-header gh-canvas">{head}</header>'
        '<section class="gh-content gh-canvas">\n{body}\n</section></article>{tail}</main><footer>{foot}</footer>'
        "</div></body>",
        headline='<h1 class="article-title">{}</h1>',
    ),
    "substack": Layout(
        '<body><div id="entry"><div class="pencraft topBar-x1">{top}</div><div class="single-post-container"><article '
        'class="typography newsletter-post post"><div class="post-header">{head}</div><div class="available-content">'
        '<div dir="auto" class="body markup">\n{body}\n</div></div></article>{tail}</div>'
        '<div class="footer-wrap">{foot}</div></div></body>',
        headline='<h1 class="post-title">{}</h1>',
    ),
    "divs": Layout(
        '<body><div id="root"><div class="a b c">{top}</div><div class="d"><article><div class="e">{head}</div>'
        '<section><div><div class="f g">\n{body}\n</div></div></section></article>{tail}</div>'
        '<div class="z">{foot}</div>'
        "</div></body>",
        para='<p class="pw-post-body-paragraph %">{}</p>',
        headline='<div><h1 class="pw-post-title">{}</h1></div>',
    ),
    "blogger": Layout(
        '<body class="loading"><div class="content-outer"><header>{top}</header><div class="main-inner">'
        '<div class="post '
        'hentry">{head}<div class="post-body entry-content">\n{body}\n<div style="clear:both"></div></div>'
        '<div class="post-footer">{tail}</div></div></div><div class="column-right-outer"><aside>{side}</aside></div>'
        "{foot}</div></body>",
        para="{}<br><br>\n",
        headline='<h3 class="post-title entry-title">{}</h3>',
    ),
    "joomla": Layout(
        '<body id="bd"><div id="ja-wrapper"><div id="ja-header">{top}</div><table class="contentpaneopen"><tr><td '
        'class="contentheading">{head}</td></tr></table><table class="contentpaneopen"><tr><td valign="top">\n{body}\n'
        '</td></tr></table>{tail}<div class="moduletable">{side}</div><div id="ja-footer">{foot}</div></div></body>',
        headline='<h2 class="componentheading">{}</h2>',
    ),
    "aspnet": Layout(
        '<body><form method="post" action="./Article.aspx?id=7" id="aspnetForm"><div class="aspNetHidden"><input '
        'type="hidden" name="__VIEWSTATE" value="/wEPDwUK"></div><div id="ctl00_header">{top}</div>'
        '<div id="ctl00_ContentPlaceHolder1_pnlMain">{head}'
        '<span id="ctl00_ContentPlaceHolder1_lblBody">\n{body}\n</span>'
        '</div>{tail}<div id="ctl00_right">{side}</div><div id="ctl00_footer">{foot}</div></form></body>',
        headline='<h1><span id="ctl00_lblTitle">{}</span></h1>',
    ),
    "amp": Layout(
        '<body><amp-sidebar id="side" layout="nodisplay">{top}</amp-sidebar><article class="amp-wp-article"><header '
        'class="amp-wp-article-header">{head}</header><div class="amp-wp-article-content">\n{body}\n</div></article>'
        '{tail}<footer class="amp-wp-footer">{foot}</footer></body>',
        headline='<h1 class="amp-wp-title">{}</h1>',
        root=" amp",
    ),
    "react": Layout(
        '<body><div id="__next"><div class="css-1k2x"><header class="css-9d0q">{top}</header><main class="css-7ab1">'
        '<div class="css-1q1z">{head}</div><div data-component="text-block" class="css-0f3">\n{body}\n'
        "</div>{tail}</main>"
        '<footer class="css-4jj">{foot}</footer></div></div></body>',
        para='<div class="%"><p class="%">{}</p></div>',
        headline='<h1 class="css-88x">{}</h1>',
    ),
    "tables": Layout(
        '<body bgcolor="#ffffff"><center><table width="780" border="0" cellspacing="0"><tr>'
        '<td colspan="3">{top}</td></tr>'
        '<tr><td width="160" valign="top">{side}</td><td valign="top">{head}<font face="Verdana" size="2">\n{body}\n'
        '</font>{tail}</td></tr><tr><td colspan="3" align="center"><font size="1">{foot}</font></td></tr></table>'
        "</center></body>",
        para="<p align=justify>{}</p>",
        headline='<font size="5"><b>{}</b></font><br>',
    ),
    "fonts": Layout(
        "<body>{top}<hr>{head}\n{body}\n{tail}<hr><small>{foot}</small></body>",
        para='<font face="Arial" size="2">{}</font><br><br>',
        headline='<p><font size="+2"><b>{}</b></font></p>',
    ),
    "bare": Layout("<body>{head}\n{body}\n</body>"),
    "barer": Layout("<body><div>{top}</div>{head}\n{body}\n<div>{foot}</div></body>", headline="<h2>{}</h2>"),
    "microdata": Layout(
        '<body itemscope itemtype="https://schema.org/WebPage"><header>{top}</header><article itemscope '
        'itemtype="https://schema.org/NewsArticle">{head}<div itemprop="articleBody">\n{body}\n</div></article>{tail}'
        '<div class="sidebar">{side}</div><footer>{foot}</footer></body>',
        headline='<h1 itemprop="headline">{}</h1>',
    ),
    "bootstrap": Layout(
        '<body><div class="navbar navbar-default">{top}</div><div class="container"><div class="row">'
        '<div class="col-md-8">'
        '{head}<div class="news-detail"><div class="text">\n{body}\n</div></div>{tail}</div>'
        '<div class="col-md-4">{side}'
        '</div></div></div><div class="footer">{foot}</div></body>',
    ),
    "paragraph-divs": Layout(
        '<body><div class="header">{top}</div><div class="wrapper"><div class="left">{side}</div><div class="center">'
        '{head}<div class="story">\n{body}\n</div>{tail}</div></div><div class="bottom">{foot}</div></body>',
        para='<div class="paragraph">{}</div>',
        headline='<h1 class="story-title">{}</h1>',
    ),
    "sections": Layout(
        '<body><header>{top}</header><main><article><section class="intro">{head}</section>'
        '<section class="chapter">\n{body}\n</section></article><section class="below">{tail}</section></main>'
        "<footer>{foot}</footer></body>",
    ),
    "builder": Layout(
        '<body class="elementor-page"><div data-elementor-type="header">{top}</div><div class="elementor-section">'
        '<div class="elementor-widget-wrap">{head}</div></div><div class="elementor-widget-theme-post-content"><div '
        'class="elementor-widget-container">\n{body}\n</div></div>{tail}'
        '<div data-elementor-type="footer">{foot}</div></body>',
        headline='<h1 class="elementor-heading-title">{}</h1>',
    ),
    "wire": Layout(
        '<body><main>{head}<div class="ArticleBody">\n{body}\n</div>{tail}</main>{foot}{top}</body>',
        para='<p data-testid="paragraph-0" class="%">{}</p>',
        headline='<h1 data-testid="Heading">{}</h1>',
    ),
}
"""By kind of site."""
