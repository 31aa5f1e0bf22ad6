#include "core/difference_fields.hpp"

#include "core/cadence_told.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace core {
namespace {

namespace rd = ::reading;

base::message words(std::string key, std::vector<base::message::argument> arguments = {}) {
    return {"difference." + std::move(key), std::move(arguments)};
}

field_lines text(std::string field, const std::string& content) {
    return {std::move(field), content.empty() ? told_lines{} : told_lines{content}, true};
}

field_lines texts(std::string field, const std::vector<std::string>& content) {
    return {std::move(field), {content.begin(), content.end()}};
}

field_lines day(std::string field, const std::optional<base::date>& d) {
    if (!d) return {std::move(field), {}};
    return {std::move(field), {words("day", {{"day", *d}})}};
}

template <class E>
base::message word(std::string_view head, E value) {
    return {std::string{head} + std::string{rd::name(value)}, {}};
}

field_lines readings(const std::vector<rd::reading>& all) {
    field_lines f{"readings", {}};
    for (const auto& r : all)
        f.lines.emplace_back(told_cadence(r));
    return f;
}

// What the sentence of a reading leaves out.
field_lines notation(const std::vector<rd::reading>& all) {
    field_lines f{"notation", {}};
    for (const auto& r : all)
        f.lines.emplace_back(exact_cadence(r));
    return f;
}

void add_lifetime(part_lines& fields, const rd::lifetime& life) {
    fields.push_back(day("from", life.from));
    fields.push_back(day("to", life.to));
    fields.push_back(text("replaces", life.replaces.value_or("")));
    field_lines why{"ended", {}};
    if (life.ended) {
        why.lines.emplace_back(word("feeds.reason_", life.ended->reason));
        if (!life.ended->text.empty()) why.lines.emplace_back(life.ended->text);
        if (life.ended->on) why.lines.emplace_back(words("decided_on", {{"day", *life.ended->on}}));
    }
    fields.push_back(std::move(why));
}

} // namespace

part_lines lines_of_cover(const rd::document& d) {
    field_lines valid{"valid", {}};
    const auto& v = d.valid;
    if (v.from) valid.lines.emplace_back(words("valid_from", {{"day", *v.from}}));
    if (v.to) valid.lines.emplace_back(words("valid_to", {{"day", *v.to}}));
    if (v.until_replaced) valid.lines.emplace_back(words("until_replaced"));
    if (v.extendable) valid.lines.emplace_back(words("extendable"));
    field_lines references{"references", {}};
    for (const auto& r : d.references)
        references.lines.emplace_back(r.party ? *r.party + ": " + r.number : r.number);
    return {text("title", d.title),    text("language", d.language), std::move(valid),
            day("decided", d.decided), std::move(references),        text("annex_to", d.annex_to.value_or(""))};
}

part_lines lines_of_parties(const rd::document& d) {
    field_lines parties{"parties", {}}, contacts{"contacts", {}};
    for (const auto& p : d.parties) {
        auto name = p.code ? p.name + " (" + *p.code + ")" : p.name;
        parties.lines.emplace_back(words("party", {{"name", std::move(name)},
                                                   {"kind", word("difference.kind_", p.kind)},
                                                   {"role", word("web.role_", p.role)}}));
        if (!p.contact) continue;
        std::string line = p.name;
        for (const auto& part : {p.contact->function, p.contact->mail, p.contact->telephone})
            if (!part.empty()) line += ", " + part;
        contacts.lines.emplace_back(std::move(line));
    }
    return {std::move(parties), std::move(contacts)};
}

part_lines lines_of_grounds(const rd::document& d) {
    field_lines basis{"basis", {}};
    for (const auto& b : d.basis)
        basis.lines.emplace_back(
            b.year ? words("basis_of", {{"basis", word("web.basis_", b.kind)}, {"year", std::to_string(*b.year)}})
                   : word("web.basis_", b.kind));
    return {std::move(basis), texts("aims", d.aims)};
}

part_lines lines_of_area(const rd::focus_area& a) {
    return {text("name", a.name.value_or("")), text("background", a.background)};
}

part_lines lines_of_pledge(const rd::pledge& p, const std::string& area) {
    field_lines by{"by", {}};
    for (const auto& who : p.by) {
        const auto kind = rd::named<rd::party_kind>(who);
        by.lines.push_back(kind ? told_line{word("difference.kind_", *kind)} : told_line{who});
    }
    part_lines fields{text("area", area), text("text", p.text), std::move(by)};
    fields.push_back({"modality", {word("difference.modality_", p.modality)}});
    fields.push_back(readings(p.readings));
    fields.push_back(notation(p.readings));
    add_lifetime(fields, p.life);
    return fields;
}

part_lines lines_of_row(const rd::plan_row& r, const std::string& area) {
    part_lines fields{text("area", area),
                      text("row_area", r.area),
                      text("what", r.what),
                      text("when", r.when),
                      readings(r.readings),
                      notation(r.readings),
                      texts("with", r.with),
                      texts("responsible", r.responsible),
                      texts("follow_up", r.follow_up)};
    add_lifetime(fields, r.life);
    return fields;
}

part_lines lines_of_follow_up(const rd::follow_up& f) {
    return {text("text", f.text.value_or("")), texts("fora", f.fora), readings(f.readings), notation(f.readings)};
}

part_lines lines_of_feedback(const rd::feedback& f) {
    field_lines channels{"channels", {}};
    for (const auto c : f.channels)
        channels.lines.emplace_back(word("web.channel_", c));
    return {text("text", f.text.value_or("")), std::move(channels), readings(f.readings), notation(f.readings)};
}

part_lines lines_of_signatories(const rd::document& d) {
    field_lines all{"signatories", {}};
    for (const auto& s : d.signatories) {
        std::string line = s.name;
        for (const auto& part : {s.title, s.party.value_or("")})
            if (!part.empty()) line += ", " + part;
        all.lines.emplace_back(std::move(line));
    }
    return {std::move(all)};
}

part_lines lines_of_outcomes(const rd::document& d) {
    field_lines all{"outcomes", {}};
    for (const auto& o : d.outcomes) {
        std::string line = o.measure ? *o.measure + ": " + o.text : o.text;
        const auto end = [](const std::optional<double>& n) { return n ? fmt::format("{}", *n) : std::string{}; };
        line += fmt::format(" [{}{}..{}]", o.quantity.about ? "~" : "", end(o.quantity.low), end(o.quantity.high));
        if (o.reason) line += " (" + *o.reason + ")";
        all.lines.emplace_back(std::move(line));
    }
    return {std::move(all)};
}

part_lines lines_of_questions(const rd::document& d) {
    field_lines all{"questions", {}};
    for (const auto& q : d.questions)
        all.lines.emplace_back(q.message);
    return {std::move(all)};
}

namespace {

// For counting equal lines: one text for each.
std::string key_of(const told_line& line) {
    if (const auto* text = std::get_if<std::string>(&line)) return "=" + *text;
    const auto& m = std::get<base::message>(line);
    std::string key = m.key;
    for (const auto& a : m.arguments) {
        key += '\x1f' + a.name + '\x1e';
        if (const auto* s = std::get_if<std::string>(&a.value)) key += *s;
        if (const auto* n = std::get_if<std::int64_t>(&a.value)) key += std::to_string(*n);
        if (const auto* x = std::get_if<double>(&a.value)) key += std::to_string(*x);
        if (const auto* on = std::get_if<base::date>(&a.value)) key += base::to_iso(*on);
        if (const auto* inner = std::get_if<base::message>(&a.value)) key += key_of(told_line{*inner});
    }
    return key;
}

told_lines not_in(const told_lines& all, const told_lines& others) {
    std::map<std::string, int> left;
    for (const auto& o : others)
        ++left[key_of(o)];
    told_lines out;
    for (const auto& line : all)
        if (left[key_of(line)]-- <= 0) out.push_back(line);
    return out;
}

const field_lines& field_in(const part_lines* part, std::size_t i) {
    static const field_lines none;
    return part ? (*part)[i] : none;
}

// What readings ask for, without the words they were read from.
std::vector<base::message> meanings(const field_lines& readings) {
    std::vector<base::message> all;
    for (const auto& line : readings.lines)
        for (const auto& a : std::get<base::message>(line).arguments)
            if (const auto* means = std::get_if<base::message>(&a.value)) all.push_back(*means);
    return all;
}

field_change changed_field(const field_lines& was, const field_lines& is) {
    field_change c;
    c.field = is.field.empty() ? was.field : is.field;
    const bool is_text = was.is_text || is.is_text;
    if (is_text && !was.lines.empty() && !is.lines.empty()) {
        c.was = was.lines;
        c.is = is.lines;
        c.words = changed_words(std::get<std::string>(was.lines[0]), std::get<std::string>(is.lines[0]));
        return c;
    }
    c.was = not_in(was.lines, is.lines);
    c.is = not_in(is.lines, was.lines);
    if (c.was.empty() && c.is.empty()) { // the same lines in another order
        c.was = was.lines;
        c.is = is.lines;
    }
    return c;
}

} // namespace

std::vector<field_change> changed_fields(const part_lines* older, const part_lines* newer) {
    std::vector<field_change> changes;
    const auto count = (newer ? newer : older)->size();
    bool meaning_told = false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& was = field_in(older, i);
        const auto& is = field_in(newer, i);
        if (was.lines == is.lines) continue;
        const auto& field = is.field.empty() ? was.field : is.field;
        // The notation is for what the sentences do not tell.
        if (field == "notation" && (meaning_told || !older || !newer)) continue;
        meaning_told = meaning_told || (field == "readings" && meanings(was) != meanings(is));
        changes.push_back(changed_field(was, is));
    }
    return changes;
}

} // namespace core
