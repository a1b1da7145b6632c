"""The frame of the reference page: palette, type, the search and the two languages.  @views@ and the rest are filled in."""

from __future__ import annotations

PAGE = """<!doctype html>
<html lang="@lang@" data-lang="@lang@"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Grade A</title><style>
:root{--ink:#0F3540;--petrol:#0F4C5C;--steel:#9FB0B6;--wall:#E4ECEE;--glass:#B3D3DB;--amber:#E9B44C;--red:#B23A48;--green:#3A7D44}
*{box-sizing:border-box}
html{font:18px/1.5 "Source Sans 3","Source Sans Pro","Segoe UI",system-ui,sans-serif;color:var(--ink);background:#F4F7F8}
body{margin:0}
main{max-width:64rem;margin:0 auto;padding:0 1.2rem 4rem}
html[data-lang=fr] main[lang=en],html[data-lang=en] main[lang=fr]{display:none}
.langs{position:fixed;top:.6rem;right:.8rem;z-index:3;display:flex;gap:.3rem}
.langs button{font:inherit;min-height:2.6rem;padding:0 .8rem;border:2px solid var(--petrol);background:#fff;color:var(--petrol);
border-radius:.3rem;cursor:pointer}
html[data-lang=fr] button[data-lang=fr],html[data-lang=en] button[data-lang=en]{background:var(--petrol);color:#fff}
header h1{font-size:1.9rem;margin:1.2rem 8rem .2rem 0;line-height:1.15}
header{background:#F4F7F8}
input[type=search]{font:inherit;width:100%;padding:.6rem .9rem;border:2px solid var(--petrol);border-radius:.3rem;background:#fff}
input[type=search]:focus,button:focus,a:focus,summary:focus{outline:3px solid var(--amber);outline-offset:2px}
nav{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;padding:.7rem 0;border-bottom:2px solid var(--steel)}
a{color:var(--petrol)}
h2{font-size:1.45rem;margin:2.4rem 0 .3rem}
article[hidden],section[hidden],details[hidden],.none[hidden]{display:none!important}
article{display:flex;gap:1rem;background:#fff;border-left:6px solid var(--glass);padding:.8rem 1.1rem;margin:.7rem 0}
article>div{min-width:0;flex:1}
article img{width:5.5rem;height:5.5rem;object-fit:contain;flex:none}
h3{margin:0;font-size:1.05rem;display:flex;gap:.8rem;align-items:baseline;flex-wrap:wrap}
h3 small{font-weight:400;color:#48646E}
h3 code{font-size:1.1rem;color:var(--petrol)}
code,pre{font-family:"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;font-size:.88em}
p,ul{margin:.25rem 0}
pre{background:var(--wall);padding:.6rem .8rem;overflow-x:auto;margin:.3rem 0;border-left:6px solid transparent}
pre.bad{border-color:var(--red)} pre.good{border-color:var(--green)}
.label{font-weight:600;margin-top:.5rem}
table{border-collapse:collapse;width:100%}
td{padding:.35rem .8rem .35rem 0;border-top:1px solid var(--wall);vertical-align:top}
td:first-child{width:26%} td:last-child{width:32%}
.wide td:last-child{width:auto;overflow-wrap:anywhere}
td b{color:var(--petrol);font-weight:600}
summary{cursor:pointer;padding:.6rem 0;font-weight:600}
.none{font-weight:600;color:var(--red)}
@media print{.langs,input,nav{display:none} article{break-inside:avoid}}
</style></head><body><div class="langs">@buttons@</div>
@views@
<script>
const plain = text => text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").toLowerCase();
for (const button of document.querySelectorAll(".langs button"))
  button.onclick = () => { document.documentElement.dataset.lang = document.documentElement.lang = button.dataset.lang; };
for (const main of document.querySelectorAll("main")) {
  const all = [...main.querySelectorAll("article, details")].map(one => [one, plain(one.textContent)]);
  main.querySelector("input").oninput = event => {
    const words = plain(event.target.value).split(/\\s+/).filter(word => word);
    let found = 0;
    for (const [one, text] of all) {
      one.hidden = !words.every(word => text.includes(word));
      found += !one.hidden;
    }
    for (const section of main.querySelectorAll("section"))
      section.hidden = words.length > 0 && ![...section.querySelectorAll("article, details")].some(one => !one.hidden);
    main.querySelector(".none").hidden = found > 0;
  };
}
</script></body></html>
"""
