"use strict";
// Sidene kan leses uten dette: det gir søk, filtre og hurtigtaster.
(function () {
  const finn = (id) => document.getElementById(id);
  const alle = (hva) => Array.from(document.querySelectorAll(hva));
  for (const element of alle(".bare-skript")) element.hidden = false;

  // Noen nettlesere har ikke noe lager for sider som er åpnet fra disken.
  const husket = (hva) => { try { return localStorage.getItem(hva); } catch { return null; } };
  const husk = (hva, som) => { try { localStorage.setItem(hva, som); } catch { /* bare på denne siden */ } };

  const si = (tekst) => { finn("melding").textContent = tekst; };

  // Hurtigtaster kan slås av, for dem som styrer maskinen med tale.
  const hurtig = finn("hurtig");
  hurtig.checked = husket("hurtigtaster") !== "av";
  hurtig.addEventListener("change", () => husk("hurtigtaster", hurtig.checked ? "på" : "av"));

  const taster = {};
  taster["?"] = () => {
    const hjelp = finn("hjelp");
    hjelp.open = !hjelp.open;
    if (hjelp.open) hjelp.querySelector("summary").focus();
  };
  document.addEventListener("keydown", (hendelse) => {
    if (hendelse.ctrlKey || hendelse.altKey || hendelse.metaKey || hendelse.isComposing) return;
    const skriver = hendelse.target.closest("input, select, textarea");
    if (hendelse.key !== "Escape" && (skriver || !hurtig.checked)) return;
    const gjor = taster[hendelse.key];
    if (gjor && gjor() !== false) hendelse.preventDefault();
  });

  // Oversikten og tabellen: søk, filtre, og fra kommune til kommune.
  const filter = finn("filter");
  if (filter) {
    const kort = alle(".kort");
    const tekst = new Map(kort.map((ett) => [ett, ett.textContent.toLocaleLowerCase("nb")]));
    const valgt = (id) => (finn(id) ? finn(id).value : "");
    const krysset = (id) => Boolean(finn(id) && finn(id).checked);
    const vises = (ett) => {
      const ord = finn("sok").value.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
      const mote = ett.closest("[data-mote]").dataset.mote;
      return ord.every((del) => tekst.get(ett).includes(del))
        && (!valgt("f-mote") || mote === valgt("f-mote"))
        && (!valgt("f-tilstand") || ett.dataset.tilstand === valgt("f-tilstand"))
        && ["skiller", "varsler", "endret"].every((hva) => !krysset("f-" + hva) || hva in ett.dataset);
    };
    const siling = () => {
      for (const ett of kort) ett.hidden = !vises(ett);
      for (const mote of alle(".mote")) mote.hidden = !mote.querySelector(".kort:not([hidden])");
      const antall = kort.filter((ett) => !ett.hidden).length;
      finn("antall").textContent = `Viser ${antall} av ${kort.length} kommuner.`;
    };
    filter.addEventListener("input", siling);
    filter.addEventListener("submit", (hendelse) => hendelse.preventDefault());
    filter.addEventListener("reset", () => setTimeout(siling));
    window.addEventListener("pageshow", siling);

    const gaa = (steg) => {
      const lenker = alle(".kort:not([hidden]) .til");
      const naa = lenker.indexOf(document.activeElement);
      const neste = lenker[naa < 0 ? (steg > 0 ? 0 : lenker.length - 1) : naa + steg];
      if (!neste) return;
      neste.focus({ preventScroll: true });
      neste.closest(".kort").scrollIntoView({ block: "nearest" });
      si(`${neste.textContent}, ${lenker.indexOf(neste) + 1} av ${lenker.length}`);
    };
    taster.j = () => gaa(1);
    taster.k = () => gaa(-1);
    taster["/"] = () => { finn("sok").focus(); finn("sok").select(); };
    taster.Escape = () => { filter.reset(); };
  }

  // Tabellen: rekkefølgen. Aldri etter et tall i den.
  const orden = {
    skiller: [(rad) => -Number(rad.dataset.skillerAntall), "Sortert etter hvor mange av tallene som skiller seg ut, uansett til hvilken side; like mange står alfabetisk."],
    navn: [() => 0, "Sortert alfabetisk."],
    mote: [(rad) => Number(rad.dataset.mote), "Sortert etter møte, og alfabetisk innen hvert møte."],
  };
  for (const knapp of alle("[data-sorter]")) {
    knapp.addEventListener("click", () => {
      const [verdi, forklart] = orden[knapp.dataset.sorter];
      const rader = alle("#alle tbody tr");
      rader.sort((en, to) => verdi(en) - verdi(to) || en.dataset.navn - to.dataset.navn);
      finn("alle").tBodies[0].append(...rader);
      for (const annen of alle("[data-sorter]")) annen.setAttribute("aria-pressed", String(annen === knapp));
      finn("sortert").textContent = forklart;
      si(forklart);
    });
  }

  // En pakke: bla i sidene, og til nabokommunene.
  const sider = alle(".side");
  const folg = (id) => () => {
    if (finn(id)) { finn(id).click(); return; }
    si(id === "neste" ? "Dette er den siste kommunen." : "Dette er den første kommunen.");
  };
  if (finn("tilbake")) {
    taster.n = folg("neste");
    taster.p = folg("forrige");
    taster.Escape = folg("tilbake");
  }
  if (sider.length) {
    // Siden der midten av vinduet er; -1 så lenge den første ikke er kommet helt opp.
    const naa = () => {
      const midt = window.innerHeight / 2;
      if (sider[0].getBoundingClientRect().top > OPPE) return -1;
      return sider.filter((side) => side.getBoundingClientRect().top < midt).length - 1;
    };
    const vis = (nr) => { finn("plass").textContent = `Side ${Math.max(nr, 0) + 1} av ${sider.length}`; };
    const OPPE = 100;
    let blad = -1; // den det ble bladd til, så lenge den fortsatt er i vinduet
    const staar = () => {
      const plass = blad < 0 ? null : sider[blad].getBoundingClientRect();
      return plass && plass.bottom > 0 && plass.top < window.innerHeight ? blad : naa();
    };
    const til = (nr) => {
      if (nr < 0) { si("Dette er den første siden."); return; }
      if (nr >= sider.length) {
        const neste = finn("neste");
        si("Dette er den siste siden." + (neste ? ` Trykk n for ${neste.textContent.replace("→", "").trim()}.` : ""));
        return;
      }
      blad = nr;
      sider[nr].focus({ preventScroll: true });
      sider[nr].scrollIntoView({ block: "start" });
      vis(nr);
      si(`Side ${nr + 1} av ${sider.length}`);
    };
    // Hele sider i vinduet, eller så brede som det er plass til.
    const hele = (som) => {
      finn("todelt").classList.toggle("hele", som);
      finn("hele").setAttribute("aria-pressed", String(som));
      husk("hele", som ? "ja" : "nei");
    };
    const veksle = () => {
      const nr = Math.max(staar(), 0);
      hele(finn("hele").getAttribute("aria-pressed") !== "true");
      sider[nr].scrollIntoView({ block: "start" });
      vis(nr);
    };
    hele(husket("hele") !== "nei");
    finn("hele").addEventListener("click", veksle);
    taster.h = veksle;
    document.addEventListener("scroll", () => vis(staar()), { passive: true });
    const steg = (hvor) => () => til(staar() + hvor);
    taster.j = taster.ArrowRight = steg(1);
    taster.k = taster.ArrowLeft = steg(-1);
    taster.Home = () => til(0);
    taster.End = () => til(sider.length - 1);
    finn("side-neste").addEventListener("click", steg(1));
    finn("side-forrige").addEventListener("click", steg(-1));
    const fra = /^#side-(\d+)$/.exec(location.hash);
    if (fra && sider[fra[1] - 1]) til(fra[1] - 1);
  }
})();
