const PAGE = 50;
const when = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const mails = document.getElementById("mails");
const article = document.getElementById("mail");
const more = document.getElementById("more");
const search = document.getElementById("search");

let shown = 0;
let query = "";
let newest = "";
let asked = 0;

/** An element with its text or children; text is never read as HTML. */
function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value !== false) {
            made.setAttribute(key, value);
        }
    }
    made.append(...children);
    return made;
}

function person(address) {
    return address.Name ? `${address.Name} <${address.Address}>` : address.Address;
}

function people(addresses) {
    return addresses.map(person).join(", ");
}

async function json(path) {
    const response = await fetch(path);
    if (!response.ok) {
        throw new Error(`${path}: ${response.status}`);
    }
    return response.json();
}

function list(start, limit) {
    return json(query
        ? `api/v1/search?query=${encodeURIComponent(query)}&start=${start}&limit=${limit}`
        : `api/v1/messages?start=${start}&limit=${limit}`);
}

function line(mail) {
    return element("li", { class: mail.Read ? "read" : "unread" },
        element("a", { href: `#${mail.ID}`, "aria-current": location.hash === `#${mail.ID}` && "true" },
            element("div", { class: "top" },
                element("span", {}, `To ${people(mail.To)}`),
                element("time", { datetime: mail.Created }, when.format(new Date(mail.Created)))),
            element("div", { class: "subject" }, mail.Subject || "(no subject)"),
            element("div", { class: "snippet" }, mail.Snippet)));
}

async function load(again) {
    const start = again ? 0 : shown;
    const mine = ++asked;
    const page = await list(start, again ? Math.max(shown, PAGE) : PAGE);
    if (mine !== asked) {
        return; // an answer that was overtaken, to what was typed before
    }
    const lines = page.messages.map(line);
    if (again) {
        mails.replaceChildren(...lines);
        newest = page.messages[0]?.ID ?? "";
        shown = 0;
    } else {
        mails.append(...lines);
    }
    shown += lines.length;
    more.hidden = shown >= page.messages_count;
    document.getElementById("count").textContent = query
        ? `${page.messages_count} of ${page.total} mails`
        : page.total === 0 ? "No mails yet." : `${page.total} mails, ${page.unread} unread`;
}

function html(mail) {
    // No scripts, no forms, no origin of its own; links open elsewhere.
    return element("iframe", {
        title: "The mail as HTML", sandbox: "allow-popups allow-popups-to-escape-sandbox",
        srcdoc: `<base target="_blank">${mail.HTML}`,
    });
}

function text(mail) {
    return element("pre", {}, mail.Text);
}

function bodies(mail) {
    const kinds = [["HTML", mail.HTML && html], ["Text", mail.Text && text]].filter(([, show]) => show);
    const body = element("div");
    const buttons = kinds.map(([name, show]) => {
        const button = element("button", { type: "button", "aria-pressed": "false" }, name);
        button.addEventListener("click", () => {
            buttons.forEach(other => other.setAttribute("aria-pressed", String(other === button)));
            body.replaceChildren(show(mail));
        });
        return button;
    });
    const source = element("a", { href: `api/v1/message/${mail.ID}/raw`, target: "_blank" }, "Source");
    buttons[0]?.click();
    return [element("nav", {}, ...buttons, source), body];
}

function files(mail) {
    const parts = [...mail.Attachments, ...mail.Inline];
    return parts.length === 0 ? [] : [element("h3", {}, "Files"), element("ul", { class: "files" },
        ...parts.map(part => element("li", {},
            element("a", { href: `api/v1/message/${mail.ID}/part/${part.PartID}`, download: part.FileName || "part" },
                part.FileName || part.ContentType), ` (${part.ContentType}, ${part.Size} bytes)`)))];
}

function facts(mail) {
    const rows = [["From", person(mail.From)], ["To", people(mail.To)], ["Cc", people(mail.Cc)],
        ["Bcc", people(mail.Bcc)], ["Date", when.format(new Date(mail.Date))]];
    return element("dl", {}, ...rows.filter(([, value]) => value)
        .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

async function open() {
    const id = location.hash.slice(1);
    document.body.classList.toggle("reading", id !== "");
    article.hidden = id === "";
    if (id === "") {
        return;
    }
    try {
        const mail = await json(`api/v1/message/${encodeURIComponent(id)}`);
        article.replaceChildren(element("p", { class: "back" }, element("a", { href: "#" }, "← All mails")),
            element("h2", {}, mail.Subject || "(no subject)"), facts(mail), ...files(mail), ...bodies(mail));
    } catch {
        article.replaceChildren(element("p", {}, "This mail is gone."), element("a", { href: "#" }, "← All mails"));
    }
    await load(true);
}

async function lookForNew() {
    if (!document.hidden) {
        try {
            const page = await list(0, 1);
            if ((page.messages[0]?.ID ?? "") !== newest) {
                await load(true);
            }
        } catch {
            document.getElementById("count").textContent = "The inbox does not answer.";
        }
    }
    setTimeout(lookForNew, 3000);
}

function lookFor() {
    query = new FormData(search).get("query").trim();
    shown = 0;
    return load(true);
}

search.addEventListener("submit", event => {
    event.preventDefault();
    lookFor();
});
search.addEventListener("input", () => search.requestSubmit());
more.addEventListener("click", () => load(false));
document.getElementById("clear").addEventListener("click", async () => {
    if (confirm("Delete all mails?")) {
        await fetch("api/v1/messages", { method: "DELETE" });
        location.hash = "";
        await load(true);
    }
});
addEventListener("hashchange", open);

await lookFor(); // something may have been typed before this ran
await open();
lookForNew();
