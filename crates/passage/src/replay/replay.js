"use strict";
// A day to watch. All numbers come from the data in the page; nothing is asked of anywhere.
(() => {
  const at = id => document.getElementById(id);
  const day = JSON.parse(at("replay-data").textContent);
  const say = day.words;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const FULL = ["#9aa3b2", "#9cc4e6", "#e0a100", "#d95f02", "#8f0020"];
  // Broader than a close row of dots, so that it is seen beside them.
  const WIDE = [1.6, 5, 7.5, 10, 12.5];

  // Differences to numbers: every `of`-th belongs together.
  const sums = (list, of = 1) => {
    const all = Float64Array.from(list);
    for (let i = of; i < all.length; i++) all[i] += all[i - of];
    return all;
  };
  const counts = {};
  for (const name of Object.keys(day.counts)) counts[name] = sums(day.counts[name]);
  const places = kind => day[kind].map(place => ({ at: place.at, n: sums(place.n) }));
  const checkpoints = places("checkpoints"), sites = places("sites");
  const lines = day.lines.map(line => sums(line, 3));
  const vehicles = day.vehicles.map(([line, kind, count, caught, ...drive]) =>
    ({ line: lines[line], kind, count, caught, drive: sums(drive, 2) }));
  const stretches = day.stretches.map(stretch => {
    const full = [];
    for (let i = 0, place = 0; i < stretch.full.length; i += 2) full.push([place += stretch.full[i], stretch.full[i + 1]]);
    return { line: sums(stretch.line, 2), full, closed: stretch.closed };
  });

  // The last of a sorted list whose number is not above another; -1: none.
  const lastOf = (length, number, of) => {
    let low = 0, high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of(middle) <= number) low = middle + 1; else high = middle;
    }
    return low - 1;
  };
  const within = (spans, now) => spans.some(([from, until]) => from <= now && now < until);
  const place = now => now >= day.horizon ? counts.safe.length - 1 : Math.floor(now / day.every);
  const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, say.group);
  const two = n => String(n).padStart(2, "0");
  const clock = now => {
    const [from, second, date, zone] = day.clock[Math.max(0, lastOf(day.clock.length, now, i => day.clock[i][0]))];
    const minute = Math.floor((second + now - from) / 60);
    return { time: two(Math.floor(minute / 60) % 24) + ":" + two(minute % 60), date, zone };
  };

  // Where a vehicle is along its line, and whether it stands; nothing before it sets out and after it is gone.
  const far = (vehicle, now) => {
    const drive = vehicle.drive, all = drive.length / 2;
    const i = lastOf(all, now, n => drive[2 * n]);
    if (i < 0 || (i === all - 1 && now > drive[2 * i])) return null;
    if (i === all - 1) return { far: drive[2 * i + 1], stands: true };
    const time = drive[2 * i + 2] - drive[2 * i], way = drive[2 * i + 3] - drive[2 * i + 1];
    return { far: drive[2 * i + 1] + way * (now - drive[2 * i]) / time, stands: way < day.slow * time };
  };
  // The point of a line so far along it, a little to the right of it: there and back are beside each other.
  const point = (line, along, aside) => {
    const all = line.length / 3;
    const i = Math.min(Math.max(lastOf(all, along, n => line[3 * n + 2]), 0), Math.max(all - 2, 0));
    if (all < 2) return [line[0], line[1]];
    const dx = line[3 * i + 3] - line[3 * i], dy = line[3 * i + 4] - line[3 * i + 1], long = Math.hypot(dx, dy) || 1;
    const part = line[3 * i + 5] - line[3 * i + 2], share = part > 0 ? (along - line[3 * i + 2]) / part : 0;
    return [line[3 * i] + dx * share - dy / long * aside, line[3 * i + 1] + dy * share + dx / long * aside];
  };

  const canvas = at("canvas"), stage = at("stage"), pen = canvas.getContext("2d");
  let scale = 1, dense = 1, dots = {};
  const sprite = (size, paint) => {
    const dot = document.createElement("canvas");
    dot.width = dot.height = Math.ceil(size * dense);
    const pen = dot.getContext("2d");
    pen.scale(dense, dense);
    pen.translate(size / 2, size / 2);
    paint(pen);
    return { dot, size };
  };
  // Without edges: in a close row the edges of each would cover those before.
  const disc = radius => pen => {
    pen.beginPath();
    pen.arc(0, 0, radius, 0, 7);
    pen.fillStyle = "#003d99";
    pen.fill();
  };
  const square = half => pen => {
    pen.fillStyle = "#111";
    pen.fillRect(-half, -half, 2 * half, 2 * half);
  };
  const crossed = pen => {
    pen.beginPath();
    pen.arc(0, 0, 6, 0, 7);
    pen.fillStyle = "#ffd500";
    pen.fill();
    pen.stroke();
    pen.beginPath();
    pen.moveTo(-3, -3); pen.lineTo(3, 3); pen.moveTo(3, -3); pen.lineTo(-3, 3);
    pen.lineWidth = 2;
    pen.stroke();
  };
  // Paths and dots for the size that the map has on this screen.
  const fit = () => {
    const width = stage.clientWidth, height = stage.clientHeight;
    dense = Math.min(window.devicePixelRatio || 1, 2);
    scale = width / day.width;
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    const small = width < 600 ? 0.8 : 1;
    stage.classList.toggle("small", width < 600);
    dots = {
      drives: sprite(9, disc(2.2 * small)),
      stands: sprite(9, square(2.2 * small)),
      drivesMany: sprite(14, disc(4.4 * small)),
      standsMany: sprite(14, square(4.4 * small)),
      caught: sprite(15, crossed),
    };
    for (const stretch of stretches) {
      const path = new Path2D(), line = stretch.line, all = line.length / 2;
      for (let i = 0; i < all; i++) {
        const a = Math.max(i - 1, 0), b = Math.min(i + 1, all - 1);
        const dx = line[2 * b] - line[2 * a], dy = line[2 * b + 1] - line[2 * a + 1], long = Math.hypot(dx, dy) || 1;
        path.lineTo(line[2 * i] * scale - dy / long * 1.5, line[2 * i + 1] * scale + dx / long * 1.5);
      }
      stretch.path = path;
    }
  };

  const levelOf = (stretch, at) => {
    const i = lastOf(stretch.full.length, at, n => stretch.full[n][0]);
    return i < 0 ? 0 : stretch.full[i][1];
  };
  const paint = now => {
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (within(day.dark, now)) {
      pen.fillStyle = "rgba(38,49,92,.22)";
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }
    const spot = place(now), small = stage.clientWidth < 600 ? 0.75 : 1;
    const drawn = stretches.map(stretch => ({ stretch, level: levelOf(stretch, spot), closed: within(stretch.closed, now) }));
    drawn.sort((a, b) => a.level - b.level);
    pen.lineJoin = "round";
    for (const { stretch, closed, level } of drawn) {
      pen.lineCap = closed ? "butt" : "round";
      if (closed) {
        pen.setLineDash([5, 4]);
        pen.lineWidth = WIDE[level] * small + 3;
        pen.strokeStyle = "#111";
        pen.stroke(stretch.path);
        pen.setLineDash([]);
      }
      pen.lineWidth = WIDE[level] * small;
      pen.strokeStyle = closed && level === 0 ? "#fff" : FULL[level];
      pen.stroke(stretch.path);
    }
    const late = [];
    for (const vehicle of vehicles) {
      const where = far(vehicle, now);
      if (!where) continue;
      const [x, y] = point(vehicle.line, where.far, 1.5 / scale);
      const caught = vehicle.caught >= 0 && vehicle.caught <= now;
      const many = vehicle.count > 1 || vehicle.kind === 1;
      const dot = dots[caught ? "caught" : (where.stands ? "stands" : "drives") + (many ? "Many" : "")];
      if (caught) late.push({ dot, x, y }); else put(dot, x, y);
    }
    for (const { dot, x, y } of late) put(dot, x, y);
    heaps(late);
  };
  // How many are caught where their marks lie on each other; where not all are drawn, nobody could say.
  const heaps = late => {
    if (!day.all_caught) return;
    const found = [];
    for (const { x, y } of late) {
      const near = found.find(heap => Math.hypot(heap.x - x, heap.y - y) * scale < 26);
      if (near) near.n += 1; else found.push({ x, y, n: 1 });
    }
    pen.font = "700 12px system-ui,sans-serif";
    pen.lineWidth = 4;
    pen.strokeStyle = "#fff";
    pen.fillStyle = "#000";
    for (const { x, y, n } of found.filter(heap => heap.n > 1)) {
      pen.strokeText(number(n), x * scale + 8, y * scale + 15);
      pen.fillText(number(n), x * scale + 8, y * scale + 15);
    }
  };
  const put = ({ dot, size }, x, y) => pen.drawImage(dot, x * scale - size / 2, y * scale - size / 2, size, size);

  const tell = (id, text) => {
    const element = at(id);
    if (element && element.textContent !== text) element.textContent = text;
  };
  const words = now => {
    const spot = place(now), { time, date, zone } = clock(now), dark = within(day.dark, now);
    tell("time", time);
    tell("day", date);
    tell("zone", zone);
    tell("dark", dark ? say.dark : say.light);
    at("dark").classList.toggle("night", dark);
    for (const name of ["home", "way", "safe", "caught", "vehicles", "joined"]) tell(name, number(counts[name][spot]));
    at("caught").parentElement.classList.toggle("alarm", counts.caught[spot] > 0);
    checkpoints.forEach(({ n }, i) => {
      tell("checkpoint-" + i, number(n[spot]));
      const badge = at("checkpoint-badge-" + i);
      badge.hidden = n[spot] === 0;
      tell(badge.id, number(n[spot]));
    });
    sites.forEach(({ n }, i) => tell("site-" + i, number(n[spot])));
    day.corridors.forEach(({ closed }, i) => tell("corridor-" + i, within(closed, now) ? say.closed : say.open));
    at("now").style.left = "calc(10px + (100% - 20px) * " + now / day.horizon + ")";
    return date + " " + time;
  };

  const slider = at("slider"), button = at("play"), speed = at("speed");
  let now = day.first, playing = false, last = 0, touched = false;
  const show = () => {
    const told = words(now);
    paint(now);
    if (document.activeElement !== slider || !playing) slider.setAttribute("aria-valuetext", told);
    slider.value = Math.round(now / 60);
  };
  const go = to => {
    touched = true;
    now = Math.min(Math.max(to, 0), day.horizon);
    show();
  };
  const pause = () => {
    playing = false;
    button.textContent = say.play;
  };
  const frame = stamp => {
    if (!playing) return;
    // Thirty pictures a second; one where motion is not wanted.
    const gone = stamp - last;
    if (gone >= (calm ? 1000 : 30)) {
      last = stamp;
      go(now + Number(speed.value) * 60 * Math.min(gone, calm ? 1000 : 200) / 1000);
      if (now >= day.horizon) pause();
    }
    if (playing) requestAnimationFrame(frame);
  };
  const play = () => {
    if (now >= day.horizon) now = day.first;
    playing = true;
    last = performance.now();
    button.textContent = say.pause;
    requestAnimationFrame(frame);
  };
  const turn = () => playing ? pause() : play();
  button.addEventListener("click", turn);
  slider.addEventListener("input", () => go(Number(slider.value) * 60));
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input,select,button,a")) return;
    if (event.key === " ") turn();
    else if (event.key === "ArrowLeft") go(now - 300);
    else if (event.key === "ArrowRight") go(now + 300);
    else return;
    event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) pause(); });
  new ResizeObserver(() => { fit(); show(); }).observe(stage);
  // On paper: the moment that was chosen, or that with most vehicles caught; where none is, with most on the road.
  let before = 0;
  addEventListener("beforeprint", () => {
    before = now;
    if (!touched) {
      const most = counts.caught.some(n => n > 0) ? counts.caught : counts.vehicles;
      now = Math.min(most.indexOf(Math.max(...most)) * day.every, day.horizon);
    }
    fit();
    show();
  });
  addEventListener("afterprint", () => { now = before; fit(); show(); });
  // An address may name the moment: #t=36000 is ten hours after the beginning.
  const asked = () => {
    const found = /^#t=(\d+)$/.exec(location.hash);
    if (found) go(Number(found[1]));
  };
  addEventListener("hashchange", asked);

  checkpoints.forEach((checkpoint, i) => {
    const badge = at("checkpoint-badge-" + i);
    badge.style.left = checkpoint.at[0] / day.width * 100 + "%";
    badge.style.top = checkpoint.at[1] / day.height * 100 + "%";
  });
  button.disabled = false;
  fit();
  show();
  asked();
})();
