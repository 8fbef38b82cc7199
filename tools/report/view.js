// The 3-D view, and one channel chosen at a time in table, maps and view. The page is complete without it.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("channels-data").textContent);
  const section = document.getElementById("view");
  const number = (value, digits) => value.toLocaleString("en", { maximumSignificantDigits: digits });

  const describe = (c) =>
    `channel ${c.id}: ${number(c.depth * 1000, 3)} \u00b5m deep, mouth ${number(c.long, 3)} \u00d7 ${number(c.short, 3)} \u00b5m, ` +
    `${c.merged} insertion${c.merged === 1 ? "" : "s"}`;

  const describe_tract = (t) =>
    `cut ${number(t.cut * 1000, 3)} \u00b5m deep, stays open to ${number(t.depth * 1000, 3)} \u00b5m in the ${data.layers[t.layer].name}; ` +
    `mouth ${number(2 * (t.sections[0][1] + t.sections[0][2]), 3)} \u00d7 ${number(2 * t.sections[0][2], 3)} \u00b5m, cut ${t.hits} time${t.hits === 1 ? "" : "s"}`;

  const { show, hide } = page_tip;
  const channels = data.channels.map(([id, x, y, long, short, depth, merged]) => ({ id, x, y, long, short, depth, merged }));
  const tracts = data.tracts.map(([x, y, heading, cut, hits, layer, ...rest]) => {
    const sections = [];
    for (let i = 0; i < rest.length; i += 3) sections.push(rest.slice(i, i + 3));
    return { x, y, heading, cut, hits, layer, sections, depth: sections[sections.length - 1][0] };
  });
  let highlight = () => {};

  // ---- one channel at a time: a row of the table, a ring on each map, a colour in the view
  const rows = new Map([...document.querySelectorAll("tr[data-channel]")].map((row) => [Number(row.dataset.channel), row]));
  const maps = [...document.querySelectorAll("svg[data-map]")].map((map) => {
    const [left, top, width, height, span, rise] = map.dataset.map.split(" ").map(Number);
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    ring.setAttribute("class", "ring");
    ring.setAttribute("r", "9");
    ring.style.display = "none";
    map.append(ring);
    return { map, ring, left, top, width, height, span, rise };
  });
  let chosen_channel = null;
  function choose(channel) {
    if (channel === chosen_channel) return;
    rows.get(chosen_channel?.id)?.classList.remove("chosen");
    chosen_channel = channel;
    rows.get(channel?.id)?.classList.add("chosen");
    for (const m of maps) {
      m.ring.style.display = channel ? "" : "none";
      if (!channel) continue;
      m.ring.setAttribute("cx", m.left + channel.x / m.span * m.width);
      m.ring.setAttribute("cy", m.top + m.height - channel.y / m.rise * m.height);
    }
    highlight(channel);
  }
  const nearest_to = (x, y, least = Infinity) => {
    let nearest = null;
    for (const c of channels) {
      const d = (c.x - x) ** 2 + (c.y - y) ** 2;
      if (d < least) { least = d; nearest = c; }
    }
    return nearest;
  };

  for (const m of maps) {
    m.map.addEventListener("pointermove", (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(m.map.getScreenCTM().inverse());
      const x = (at.x - m.left) / m.width * m.span, y = (m.top + m.height - at.y) / m.height * m.rise;
      if (x < 0 || y < 0 || x > m.span || y > m.rise) { hide(); choose(null); return; }
      const nearest = nearest_to(x, y, (14 / m.width * m.span) ** 2);
      show(event, `x ${x.toFixed(2)} mm, y ${y.toFixed(2)} mm` + (nearest ? "\n" + describe(nearest) : ""));
      choose(nearest);
    });
    m.map.addEventListener("pointerleave", () => { hide(); choose(null); });
  }
  for (const [id, row] of rows) {
    const channel = channels.find((c) => c.id === id);
    if (!channel) continue;
    row.tabIndex = 0;
    for (const event of ["pointerenter", "focus"]) row.addEventListener(event, () => choose(channel));
    for (const event of ["pointerleave", "blur"]) row.addEventListener(event, () => choose(null));
  }

  // ---- the block of skin
  if (!section || typeof THREE === "undefined") return;
  const canvas = section.querySelector("canvas");
  let renderer;
  try { renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: true }); } catch { return; }
  section.hidden = false;
  renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
  renderer.localClippingEnabled = true;

  const scene = new THREE.Scene();
  scene.add(new THREE.HemisphereLight(0xffffff, 0x998877, 0.95));
  const sun = new THREE.DirectionalLight(0xffffff, 0.45);
  sun.position.set(2, 5, 3);
  scene.add(sun);
  const camera = new THREE.PerspectiveCamera(32, 1, 0.01, 500);
  const control = (name) => section.querySelector(`[name=${name}]`);
  const clip = new THREE.Plane(new THREE.Vector3(0, 0, -1), 0);

  // world: x right, y up, z towards the reader; depth is -y
  let block = null, mesh = null, shown = [], edge = 1;
  const ramp = ["#fde725", "#5ec962", "#21918c", "#3b528b", "#440154"].map((c) => new THREE.Color(c));
  const ramped = (share) => {
    const at = Math.max(0, Math.min(0.9999, share)) * (ramp.length - 1), i = Math.floor(at);
    return ramp[i].clone().lerp(ramp[i + 1], at - i);
  };
  const colour_of = (c) => {
    const by = control("colour").value;
    if (by === "layer") return new THREE.Color(data.layers[c.layer].colour).multiplyScalar(0.55);
    return ramped(by === "hits" ? (c.hits - 1) / 3 : c.depth / data.deepest);
  };

  // every tract as a loft through its stadium sections, all in one geometry
  const sides = 16, levels = tracts.length ? tracts[0].sections.length : 0, faces = 2 * sides * (levels - 1);
  function lofts(list, cx, cy, widen) {
    const at = new Float32Array(list.length * faces * 9);
    let n = 0;
    for (const t of list) {
      const cos = Math.cos(t.heading), sin = Math.sin(t.heading);
      const rings = t.sections.map(([depth, half, radius]) => Array.from({ length: sides }, (_, k) => {
        const turn = (k + 0.5) * 2 * Math.PI / sides;
        const u = widen * (Math.sign(Math.cos(turn)) * half + radius * Math.cos(turn)) / 1000, v = widen * radius * Math.sin(turn) / 1000;
        return [t.x - cx + u * cos - v * sin, -depth, -(t.y - cy + u * sin + v * cos)];
      }));
      for (let level = 0; level + 1 < levels; ++level)
        for (let k = 0; k < sides; ++k) {
          const a = rings[level][k], b = rings[level][(k + 1) % sides], c = rings[level + 1][k], d = rings[level + 1][(k + 1) % sides];
          for (const corner of [a, c, b, b, c, d]) { at.set(corner, n); n += 3; }
        }
    }
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute("position", new THREE.BufferAttribute(at, 3));
    geometry.setAttribute("color", new THREE.BufferAttribute(new Float32Array(at.length), 3));
    geometry.computeVertexNormals();
    return geometry;
  }
  function build() {
    if (block) { scene.remove(block); block.traverse((part) => { part.geometry?.dispose(); part.material?.dispose(); }); }
    block = new THREE.Group();
    const whole = control("extent").value === "whole";
    edge = whole ? Math.max(...data.patch) : Math.min(3, ...data.patch);
    const [w, h] = whole ? data.patch : [edge, edge];
    const x0 = (data.patch[0] - w) / 2, y0 = (data.patch[1] - h) / 2;
    for (const [i, layer] of data.layers.entries()) {
      if (!section.querySelector(`[name=layer-${i}]`)?.checked) continue;
      const thick = layer.bottom - layer.top;
      const box = new THREE.Mesh(new THREE.BoxGeometry(w, thick, h),
        new THREE.MeshLambertMaterial({ color: layer.colour, transparent: true, opacity: 0.34, depthWrite: false,
          side: THREE.DoubleSide, clippingPlanes: [clip] }));
      box.position.y = -(layer.top + layer.bottom) / 2;
      block.add(box);
      const rim = new THREE.LineSegments(new THREE.EdgesGeometry(box.geometry),
        new THREE.LineBasicMaterial({ color: layer.colour, clippingPlanes: [clip] }));
      rim.position.copy(box.position);
      block.add(rim);
    }
    shown = tracts.filter((c) => c.x >= x0 && c.x <= x0 + w && c.y >= y0 && c.y <= y0 + h);
    mesh = new THREE.Mesh(lofts(shown, x0 + w / 2, y0 + h / 2, Number(control("width").value)),
      new THREE.MeshLambertMaterial({ vertexColors: THREE.VertexColors || true, side: THREE.DoubleSide, clippingPlanes: [clip] }));
    block.add(mesh);
    scene.add(block);
    recolour();
    clip_at();
  }
  function recolour(chosen) {
    const colours = mesh.geometry.getAttribute("color");
    shown.forEach((c, i) => {
      const { r, g, b } = c === chosen ? new THREE.Color("#ff3d00") : colour_of(c);
      for (let k = 0; k < 3 * faces; ++k) colours.setXYZ(i * 3 * faces + k, r, g, b);
    });
    colours.needsUpdate = true;
    section.querySelector(".by-depth").hidden = control("colour").value !== "depth";
    section.querySelector(".by-hits").hidden = control("colour").value !== "hits";
    draw();
  }
  highlight = (channel) => {
    if (!channel) { recolour(); return; }
    const away = (t) => (t.x - channel.x) ** 2 + (t.y - channel.y) ** 2;
    recolour(shown.reduce((best, t) => (!best || away(t) < away(best) ? t : best), null));
  };
  function clip_at() {
    clip.constant = edge * (0.501 - control("clip").value / 100); // beyond the front face when nothing is cut away
    draw();
  }

  let turn = 0.6, lift = 0.42, distance = 2.2;
  function draw() {
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (!width) return;
    renderer.setSize(width, height, false);
    camera.aspect = width / height;
    const reach = distance * edge;
    camera.position.set(reach * Math.cos(lift) * Math.sin(turn), reach * Math.sin(lift) - data.shown / 2,
      reach * Math.cos(lift) * Math.cos(turn));
    camera.lookAt(0, -data.shown / 2, 0);
    camera.updateProjectionMatrix();
    renderer.render(scene, camera);
  }
  const rotate = (dx, dy) => {
    turn -= dx;
    lift = Math.max(-1.5, Math.min(1.5, lift + dy));
    draw();
  };
  const zoom = (factor) => { distance = Math.max(0.3, Math.min(12, distance * factor)); draw(); };

  const ray = new THREE.Raycaster();
  let held = false;
  canvas.addEventListener("pointerdown", (event) => { held = true; canvas.setPointerCapture(event.pointerId); hide(); });
  canvas.addEventListener("pointerup", () => { held = false; });
  canvas.addEventListener("pointermove", (event) => {
    if (held) { rotate(event.movementX * 0.008, event.movementY * 0.008); return; }
    const box = canvas.getBoundingClientRect();
    ray.setFromCamera({ x: (event.clientX - box.left) / box.width * 2 - 1, y: 1 - (event.clientY - box.top) / box.height * 2 }, camera);
    const hit = ray.intersectObject(mesh).find((at) => clip.distanceToPoint(at.point) >= 0);
    const chosen = hit && shown[Math.floor(hit.faceIndex / faces)];
    if (chosen) { show(event, describe_tract(chosen)); choose(nearest_to(chosen.x, chosen.y)); recolour(chosen); }
    else if (page_tip.shown()) { hide(); choose(null); }
  });
  canvas.addEventListener("pointerleave", () => { hide(); choose(null); });
  canvas.addEventListener("wheel", (event) => {
    if (document.activeElement !== canvas) return; // the page scrolls until the view is chosen
    event.preventDefault();
    zoom(Math.exp(event.deltaY * 0.001));
  }, { passive: false });
  const keys = { ArrowLeft: () => rotate(-0.1, 0), ArrowRight: () => rotate(0.1, 0), ArrowUp: () => rotate(0, 0.1),
    ArrowDown: () => rotate(0, -0.1), "+": () => zoom(0.85), "=": () => zoom(0.85), "-": () => zoom(1.18) };
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  control("clip").addEventListener("input", clip_at);
  control("colour").addEventListener("change", () => recolour());
  for (const input of section.querySelectorAll("[name=extent], [name=width], [name^=layer-]")) input.addEventListener("change", build);
  new ResizeObserver(draw).observe(canvas);
  build();
})();
