#include "exchange/json.hpp"
#include "exchange/parse_lifetime.hpp"
#include "exchange/parse_reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace exchange {

using namespace reading;

namespace {

// Ids are part of addresses and of log entries.
bool is_id(std::string_view id) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), allowed);
}

// Ids that stand in the document, and new ones for parts that have none.
class id_book {
  public:
    std::string take(const cursor& part) {
        const auto given = part.maybe_text("id");
        if (!given) return {};
        if (!is_id(*given))
            part.find("id")->refuse(what("id"));
        else if (!taken_.insert(*given).second)
            twice(*part.find("id"), *given);
        return *given;
    }
    void reserve(std::string id) { taken_.insert(std::move(id)); }
    void give(std::string& id, char letter) {
        for (int n = 1; id.empty(); ++n)
            if (const auto next = fmt::format("{}{}", letter, n); taken_.insert(next).second) id = next;
    }

  private:
    static void twice(const cursor& at, const std::string& id) {
        at.refuse_with({"exchange.twice", {{"at", place(at.pointer())}, {"id", id}}});
    }
    std::set<std::string> taken_;
};

party parse_party(const cursor& c) {
    if (!c.is_object()) return {};
    party p;
    p.name = c.text("name");
    p.kind = c.word<party_kind>("kind");
    p.code = c.maybe_text("code");
    const auto digit = [](char d) { return d >= '0' && d <= '9'; };
    if (p.code && (p.code->size() != 4 || !std::all_of(p.code->begin(), p.code->end(), digit)))
        c.find("code")->refuse(what("code"));
    p.role = c.word_or("role", party_role::signatory);
    if (const auto who = c.find("contact"); who && who->is_object())
        p.contact = contact{who->text_or("function", ""), who->text_or("mail", ""), who->text_or("telephone", "")};
    return p;
}

pledge parse_pledge(const cursor& c, id_book& owners) {
    if (!c.is_object()) return {};
    return {owners.take(c),    c.text("text"),   c.texts("by"), c.word_or("modality", modality::shall),
            parse_readings(c), parse_lifetime(c)};
}

focus_area parse_focus_area(const cursor& c, id_book& areas, id_book& owners) {
    if (!c.is_object()) return {};
    focus_area f{areas.take(c), c.maybe_text("name"), c.text_or("background", ""), {}};
    c.each("pledges", [&](const cursor& item) { f.pledges.push_back(parse_pledge(item, owners)); });
    return f;
}

plan_row parse_plan_row(const cursor& c, id_book& owners) {
    if (!c.is_object()) return {};
    plan_row row;
    row.id = owners.take(c);
    row.area = c.text_or("area", "");
    row.focus_area = c.maybe_text("focus_area");
    row.what = c.text("what");
    row.when = c.text_or("when", "");
    row.with = c.texts("with");
    row.responsible = c.texts("responsible");
    row.follow_up = c.texts("follow_up");
    row.readings = parse_readings(c);
    row.life = parse_lifetime(c);
    return row;
}

void parse_duties(const cursor& root, document& d) {
    if (const auto f = root.find("follow_up"); f && f->is_object())
        d.follow_up = {f->maybe_text("text"), f->texts("fora"), parse_readings(*f)};
    const auto f = root.find("feedback");
    if (!f || !f->is_object()) return;
    d.feedback.text = f->maybe_text("text");
    f->each("channels", [&](const cursor& item) { d.feedback.channels.push_back(item.as_word<channel>()); });
    d.feedback.readings = parse_readings(*f);
}

void parse_heading(const cursor& root, document& d) {
    d.title = root.text("title");
    d.language = root.text_or("language", "sv");
    if (const auto valid = root.required("valid", what("object"))) d.valid = parse_validity(*valid);
    d.decided = root.date("decided");
    root.each("references", [&](const cursor& c) {
        if (c.is_object()) d.references.push_back({c.text("number"), c.maybe_text("party")});
    });
    root.each("parties", [&](const cursor& c) { d.parties.push_back(parse_party(c)); });
    d.annex_to = root.maybe_text("annex_to");
    root.each("basis", [&](const cursor& c) {
        if (!c.is_object()) return;
        const auto year = c.whole("year", 1900, 2200);
        d.basis.push_back({c.word<basis_kind>("kind"), year ? std::optional{static_cast<int>(*year)} : std::nullopt});
    });
    d.aims = root.texts("aims");
}

void parse_plan(const cursor& root, document& d) {
    id_book areas, owners;
    owners.reserve("follow_up");
    owners.reserve("feedback");
    root.each("focus_areas", [&](const cursor& c) { d.focus_areas.push_back(parse_focus_area(c, areas, owners)); });
    root.each("plan", [&](const cursor& c) { d.plan.push_back(parse_plan_row(c, owners)); });
    for (auto& area : d.focus_areas) {
        areas.give(area.id, 'f');
        for (auto& p : area.pledges)
            owners.give(p.id, 'p');
    }
    for (auto& row : d.plan)
        owners.give(row.id, 'm');
    root.each("plan", [&](const cursor& c) {
        const auto named = c.find("focus_area");
        if (!named) return;
        const auto is_it = [&](const focus_area& f) { return f.id == named->as_text(); };
        if (std::any_of(d.focus_areas.begin(), d.focus_areas.end(), is_it)) return;
        named->refuse_with({"exchange.no_focus_area", {{"at", place(named->pointer())}, {"id", named->as_text()}}});
    });
    check_lifetimes(root, d);
}

void parse_ending(const cursor& root, document& d) {
    root.each("signatories", [&](const cursor& c) {
        if (c.is_object())
            d.signatories.push_back({c.maybe_text("name").value_or(""), c.text_or("title", ""), c.maybe_text("party")});
    });
    root.each("outcomes", [&](const cursor& c) {
        if (!c.is_object()) return;
        outcome o{c.text("text"), c.maybe_text("measure"), {}, c.maybe_text("reason")};
        if (const auto q = c.find("quantity")) o.quantity = parse_quantity(*q);
        d.outcomes.push_back(std::move(o));
    });
    root.each("questions", [&](const cursor& c) { d.questions.push_back(parse_question(c)); });
}

} // namespace

std::size_t log_beside(std::string_view json) {
    const auto value = parse_text(json);
    if (!value || !value->is_object()) return 0;
    const auto log = value->find("log");
    return log != value->end() && log->is_array() ? log->size() : 0;
}

base::result<document> parse_document(std::string_view json) {
    const auto value = parse_text(json);
    if (!value) return tl::unexpected(value.error());
    std::optional<base::problem> wrong;
    const cursor root{*value, "", wrong};
    document d;
    if (root.is_object()) {
        const auto format = root.required("format", what("format"));
        if (format && format->value() != "lofte/1") format->refuse(what("format"));
        parse_heading(root, d);
        parse_plan(root, d);
        parse_duties(root, d);
        parse_ending(root, d);
    }
    if (wrong) return tl::unexpected(*wrong);
    return d;
}

} // namespace exchange
