/** The style sheet of the documentation: narrow screens first, dark where the reader wants it. */
export const pageStyle = `:root{color-scheme:light dark;--line:#8884;--soft:#8881;--link:light-dark(#0b57d0,#8ab4f8);--quiet:light-dark(#5f6368,#a5abb3)}
*{box-sizing:border-box}body{font:16px/1.6 system-ui,sans-serif;margin:0;overflow-wrap:anywhere}
main{max-width:56rem;margin:0 auto;padding:1rem 1rem 4rem}a{color:var(--link)}
h1{font-size:1.75rem;line-height:1.3}h2{margin:3rem 0 .25rem;text-transform:capitalize}
h3{margin:0 0 .25rem;font-size:1.15rem}h4{margin:1.25rem 0 .25rem;font-size:.95rem}
article{border-top:1px solid var(--line);padding:1.25rem 0;scroll-margin-top:1rem}
code,pre{font:.875em/1.5 ui-monospace,monospace}code{background:var(--soft);border-radius:4px;padding:.1em .3em}
h3 code{background:none;padding:0}a code{color:inherit}
pre{overflow-x:auto;overflow-wrap:normal;padding:.75rem;margin:.25rem 0;background:var(--soft);border-radius:8px}
small,.type{color:var(--quiet);font-size:.875rem;font-weight:400}.route{margin:.25rem 0}
.route strong{font-size:.8rem;font-weight:600;border:1px solid var(--line);border-radius:99px;padding:.1rem .5rem}
summary{cursor:pointer;padding:.25rem 0}dl{margin:.25rem 0}dt{margin-top:.5rem}dd{margin:0 0 0 1rem}
dd dl{border-left:2px solid var(--line);padding-left:.75rem;margin-top:.25rem}
nav ul{list-style:none;padding:0}nav ul ul{padding:0 0 .5rem 1rem}nav>ul>li>a{text-transform:capitalize;font-weight:600}
.errors{padding-left:1rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid var(--line)}
@media(min-width:60rem){nav>ul{columns:2;column-gap:2rem}nav>ul>li{break-inside:avoid}}`
