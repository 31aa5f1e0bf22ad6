#include "core/showing.hpp"
#include "core/words.hpp"
#include "reading/names.hpp"
#include "render/feed_text.hpp"
#include "render/feeds.hpp"
#include "render/resident_question.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

namespace render {

namespace {

// Readers fetch a feed again and again: what is older stands on the page and in the csv.
constexpr std::size_t most_entries = 100;

struct feed_entry {
    std::string id;
    std::string title;
    std::string text;
    std::string link;
    std::string category;
    core::moment updated{};
};

std::string rfc3339(core::moment m) {
    const auto day = std::chrono::floor<std::chrono::days>(m);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(m - day)};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", base::to_iso(day), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

// Everything that happened to one pledge, as entries.
class collector {
  public:
    collector(const page_context& c, const core::pledge_file& file, const core::document_state& state,
              const resident_questions& asked)
        : c_{c}, file_{file}, state_{state}, asked_{asked}, owners_{feed_owners(c.say, file.document)},
          log_{core::standing_entries(file.log)} {}

    std::vector<feed_entry> collected() {
        for (const auto& e : log_)
            add_logged(e);
        for (const auto& o : owners_)
            if (o.life) add_lifetime(o);
        for (const auto& o : state_.owners) {
            const auto* owner = find(o.owner);
            if (!owner) continue;
            for (std::size_t n = 0; n < o.readings.size() && n < owner->readings->size(); ++n)
                for (const auto& w : o.readings[n].windows)
                    add_closed(*owner, n, w);
            for (const auto& r : o.reasons)
                add_reason(*owner, r);
        }
        for (const auto* q : core::told_of(asked_, std::nullopt, c_.per).published)
            add_question(*q);
        const auto newer = [](const auto& a, const auto& b) {
            return std::tie(b.updated, a.id) < std::tie(a.updated, b.id);
        };
        std::sort(entries_.begin(), entries_.end(), newer);
        if (entries_.size() > most_entries) entries_.resize(most_entries);
        return std::move(entries_);
    }

  private:
    const feed_owner* find(std::string_view id) const {
        const auto found = std::find_if(owners_.begin(), owners_.end(), [&](const auto& o) { return o.id == id; });
        return found == owners_.end() ? nullptr : &*found;
    }

    // RFC 4151: the site's name and a year in which it is the site's, then what is unique and lasting at the site.
    std::string tag(std::string_view rest) const {
        return fmt::format("tag:{},2026:{}/{}", host_of(c_.base_url), file_.slug, rest);
    }

    // Plan rows have a page of their own; the rest stands on the pledge's.
    std::string address(const std::string& owner) const {
        const auto& plan = file_.document.plan;
        const bool row = std::any_of(plan.begin(), plan.end(), [&](const auto& r) { return r.id == owner; });
        return row ? fmt::format("{}/{}/matt/{}", c_.base_url, file_.slug, owner)
                   : fmt::format("{}/{}", c_.base_url, file_.slug);
    }

    void add_logged(const core::log_entry& e) {
        const auto* owner = find(e.owner);
        if (!owner || e.done_on > state_.as_of || !core::is_shown(e, state_.as_of)) return;
        const bool told = e.owner == "feedback";
        const base::message title{told ? "feeds.told" : "feeds.done",
                                  {{"what", one_line(owner->what)}, {"said", one_line(e.said)}, {"date", e.done_on}}};
        std::string text = c_.say(base::message{"feeds.done_text", {{"said", one_line(e.said)}, {"date", e.done_on}}});
        if (e.channel) text += ' ' + c_.say(base::message{"feeds.told_where", {{"channel", channel(*e.channel)}}});
        if (e.subject) text += ' ' + c_.say(base::message{"feeds.done_for", {{"whom", one_line(*e.subject)}}});
        for (const auto more : {core::place_shown(e), core::note_shown(e)})
            if (!more.empty()) text += ' ' + one_line(more);
        const auto link = told && !e.link.empty() ? one_line(e.link) : address(e.owner);
        // News on the day that residents may see it: a reader that comes back asks for what is newer.
        const auto news = e.open_from ? std::max(e.recorded_at, core::moment{*e.open_from}) : e.recorded_at;
        entries_.push_back({tag("logg/" + e.id), c_.say(title), text, link, told ? "feedback" : "logged", news});
    }

    std::string channel(::reading::channel c) const {
        return c_.say(fmt::format("feeds.channel_{}", ::reading::name(c)));
    }

    void add_closed(const feed_owner& owner, std::size_t n, const core::window_result& w) {
        using enum core::window_state;
        const bool settled = w.state == met || w.state == missed || w.state == uncertain;
        if (!settled || w.open_ended || w.reporting || w.to >= state_.as_of) return;
        const auto& r = (*owner.readings)[n];
        const bool named = w.subject >= 0 && r.per && static_cast<std::size_t>(w.subject) < r.per->members.size();
        const auto whom = named ? r.per->members[static_cast<std::size_t>(w.subject)] : std::string{};
        const auto what = named ? fmt::format("{} ({})", one_line(owner.what), one_line(whom)) : one_line(owner.what);
        const base::message title{"feeds.closed",
                                  {{"when", window_text(c_.say, w)}, {"state", state_text(c_.say, w)}, {"what", what}}};
        const auto id = fmt::format("{}/{}/{}/{}", owner.id, n + 1, base::to_iso(w.from), w.subject + 1);
        entries_.push_back(
            {tag(id), c_.say(title), counts(r, w), address(owner.id), "window", settled_at(owner, n, w)});
    }

    std::string counts(const ::reading::reading& r, const core::window_result& w) const {
        if (!w.required) return state_text(c_.say, w);
        const auto end = [&](const std::optional<double>& n) { return n ? c_.say.number(*n) : std::string{"?"}; };
        const auto done =
            w.done.low == w.done.high ? end(w.done.low) : fmt::format("{}–{}", end(w.done.low), end(w.done.high));
        return c_.say(base::message{
            "feeds.closed_text", {{"done", done}, {"bound", bound_text(c_.say, r.bound)}, {"required", *w.required}}});
    }

    // A window is told of once reporting is over; logging that came later still changes what the feed says.
    core::moment settled_at(const feed_owner& owner, std::size_t n, const core::window_result& w) const {
        const bool waited = w.state != core::window_state::met;
        core::moment at = w.to + base::days{1 + (waited ? file_.settings.reporting_days : 0)};
        for (const auto& e : log_) {
            const bool counts_here = e.owner == owner.id &&
                                     e.reading.value_or(static_cast<int>(n)) == static_cast<int>(n) &&
                                     e.done_on >= w.from && e.done_on <= w.to;
            if (counts_here) at = std::max(at, e.recorded_at);
        }
        return at;
    }

    void add_reason(const feed_owner& owner, const core::verdict_reason& r) {
        if (r.given_on > state_.as_of) return;
        const base::message title{"feeds.reason", {{"what", one_line(owner.what)}}};
        const auto cause = c_.say(fmt::format("feeds.reason_{}", core::name(r.code)));
        auto text = fmt::format("{}: {}", cause, one_line(r.text));
        if (!r.function.empty()) text += fmt::format(" ({})", one_line(r.function));
        const auto window = r.window_from ? base::to_iso(*r.window_from) : std::string{"hela"};
        entries_.push_back({tag(fmt::format("skal/{}/{}/{}", owner.id, window, base::to_iso(r.given_on))),
                            c_.say(title), text, address(owner.id), "reason", core::moment{r.given_on}});
    }

    // A plan's row that came or ended. Told on the first day that it holds, or no longer holds.
    void add_lifetime(const feed_owner& owner) {
        const auto& life = *owner.life;
        const auto tell = [&](const char* key, const char* what, base::date day, std::string text) {
            if (day > state_.as_of) return;
            const base::message title{key, {{"what", one_line(owner.what)}, {"date", day}}};
            entries_.push_back({tag(fmt::format("plan/{}/{}", owner.id, what)), c_.say(title), std::move(text),
                                address(owner.id), "plan", core::moment{day}});
        };
        const auto* before = life.replaces ? find(*life.replaces) : nullptr;
        if (life.from)
            tell(before ? "feeds.row_changed" : "feeds.row_added", "fran", *life.from,
                 before ? c_.say(base::message{"feeds.row_before", {{"what", one_line(before->what)}}})
                        : one_line(owner.what));
        if (life.to && (life.ended || !file_.document.valid.to || *life.to < *file_.document.valid.to))
            tell("feeds.row_ended", "till", *life.to + base::days{1},
                 life.ended ? ended_text(c_.say, *life.ended) : one_line(owner.what));
    }

    void add_question(const core::resident_question& q) {
        const auto about = subject_of(c_, file_, state_, q.owner, q.window_from);
        const auto what = about.owner.empty() ? about.title : about.owner_name;
        const auto* key = q.matter == core::resident_matter::dispute ? "feeds.disputed" : "feeds.asked";
        const auto asked = q.erased_at ? c_.say("resident.text_erased") : q.shown;
        const auto text = c_.say(base::message{
            "feeds.asked_text",
            {{"asked", one_line(asked)}, {"answer", one_line(q.answer)}, {"function", one_line(q.function)}}});
        const auto page = q.owner.empty() ? fmt::format("{}/{}", c_.base_url, file_.slug)
                                          : fmt::format("{}/{}/matt/{}", c_.base_url, file_.slug, q.owner);
        entries_.push_back({tag(fmt::format("fraga/{}", q.number)),
                            c_.say(base::message{key, {{"what", one_line(what)}}}), text,
                            fmt::format("{}#fraga-{}", page, q.number), "asked", *q.settled_at});
    }

    const page_context& c_;
    const core::pledge_file& file_;
    const core::document_state& state_;
    const resident_questions& asked_;
    const std::vector<feed_owner> owners_;
    const std::vector<core::log_entry> log_;
    std::vector<feed_entry> entries_;
};

void add_text(pugi::xml_node parent, const char* name, const std::string& text) {
    parent.append_child(name).text().set(text.c_str());
}

void add_link(pugi::xml_node parent, const char* rel, const char* type, const std::string& href) {
    auto link = parent.append_child("link");
    link.append_attribute("rel") = rel;
    link.append_attribute("type") = type;
    link.append_attribute("href") = href.c_str();
}

void add_category(pugi::xml_node parent, const std::string& term, const std::string& label) {
    auto category = parent.append_child("category");
    category.append_attribute("term") = term.c_str();
    category.append_attribute("label") = label.c_str();
}

void add_entry(pugi::xml_node feed, const page_context& c, const feed_entry& e) {
    auto entry = feed.append_child("entry");
    add_text(entry, "id", e.id);
    add_text(entry, "title", e.title);
    add_text(entry, "updated", rfc3339(e.updated));
    add_link(entry, "alternate", "text/html", e.link);
    add_category(entry, e.category, c.say("feeds.category_" + e.category));
    auto content = entry.append_child("content");
    content.append_attribute("type") = "text";
    content.text().set(e.text.c_str());
}

} // namespace

std::string atom(const page_context& c, const core::pledge_file& file, const core::document_state& state) {
    return atom(c, file, state, {});
}

std::string atom(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                 const resident_questions& asked) {
    const auto entries = collector{c, file, state, asked}.collected();
    core::moment updated = file.changed_at;
    for (const auto& e : entries)
        updated = std::max(updated, e.updated);

    pugi::xml_document xml;
    auto declaration = xml.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
    auto feed = xml.append_child("feed");
    feed.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
    feed.append_attribute("xml:lang") = std::string{base::code(c.say.language())}.c_str();
    const auto page = fmt::format("{}/{}", c.base_url, file.slug);
    add_text(feed, "id", fmt::format("tag:{},2026:{}", host_of(c.base_url), file.slug));
    add_text(feed, "title", feed_title(c.say, file));
    add_text(feed, "subtitle", c.say(file.invented ? "feeds.subtitle_invented" : "feeds.subtitle"));
    add_text(feed, "updated", rfc3339(updated));
    add_link(feed, "self", "application/atom+xml", page + ".atom");
    add_link(feed, "alternate", "text/html", page);
    if (file.invented) add_category(feed, "invented", c.say("feeds.invented"));
    for (const auto& p : file.document.parties)
        if (p.role == ::reading::party_role::signatory) add_text(feed.append_child("author"), "name", one_line(p.name));
    if (!feed.child("author"))
        add_text(feed.append_child("author"), "name", "Löfte"); // RFC 4287, 4.1.1: a feed has one
    add_text(feed, "generator", "Löfte");
    for (const auto& e : entries)
        add_entry(feed, c, e);

    std::ostringstream out;
    xml.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(out).str();
}

} // namespace render
