#include "core/whose.hpp"

#include "base/text.hpp"
#include "core/phrases.hpp"
#include "reading/names.hpp"

#include <algorithm>

namespace core {

namespace {

constexpr std::size_t longest_name = 110; // letters

template <class T>
const T* with_id(const std::vector<T>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const ::reading::pledge* pledge_of(const ::reading::document& d, std::string_view id) {
    for (const auto& area : d.focus_areas)
        if (const auto* found = with_id(area.pledges, id)) return found;
    return nullptr;
}

// The first sentence or line, at most so many letters, cut between words.
std::string in_few_words(std::string_view text) {
    const auto whole = std::string{base::trimmed(text)};
    auto cut = whole.substr(0, std::min(whole.find(". "), whole.find('\n')));
    if (base::count_code_points(cut) > longest_name) {
        cut = base::to_utf8(base::to_utf32(cut).substr(0, longest_name));
        if (const auto space = cut.rfind(' '); space != cut.npos) cut.resize(space);
        return cut + "…";
    }
    while (cut.ends_with('.') || cut.ends_with(' '))
        cut.pop_back();
    return cut;
}

bool is_kind(const std::string& name, ::reading::party_kind kind) { return name == ::reading::name(kind); }

// "kommunens fritidsgårdar" may be any; "Kramfors kommun" is the one of that name.
bool is_some_municipality(std::string_view text) {
    const auto at = base::lower(text).find("kommun");
    if (at == std::string::npos) return false;
    if (at < 2 || at >= text.size() || text[at] != 'k' || text[at - 1] != ' ') return true;
    const auto before = text.substr(0, at - 1);
    const auto word = base::to_utf32(before.substr(before.rfind(' ') + 1)); // npos + 1 is 0
    return word.empty() || base::fold_case(word.front()) == word.front();
}

base::message one_who(const std::string& name) {
    const auto kind = ::reading::named<::reading::party_kind>(name);
    if (!kind || *kind == ::reading::party_kind::other) return say("board.text", {{"text", name}});
    return say("web.the_" + name, {{"n", std::int64_t{1}}});
}

} // namespace

std::vector<std::string> named_for(const ::reading::document& document, std::string_view owner) {
    std::vector<std::string> named;
    if (const auto* row = with_id(document.plan, owner)) named = row->responsible;
    if (const auto* pledge = pledge_of(document, owner)) named = pledge->by;
    if (!named.empty()) return named;
    for (const auto& p : document.parties)
        if (p.role == ::reading::party_role::signatory) named.push_back(p.name);
    return named;
}

::reading::party_kind kind_meant(::reading::party_kind kind, std::string_view name) {
    using ::reading::party_kind;
    const bool says_police = kind == party_kind::other && base::lower(name).find("polis") != std::string::npos;
    return says_police ? party_kind::police : kind;
}

bool names_organisation(const std::vector<std::string>& named, ::reading::party_kind said, std::string_view name) {
    const auto own = base::lower(name);
    const auto kind = kind_meant(said, name);
    return std::any_of(named.begin(), named.end(), [&](const std::string& one) {
        const auto small = base::lower(one);
        if (is_kind(one, kind) || small.find(own) != small.npos) return true;
        const bool police = small.find("polis") != small.npos;
        if (kind == ::reading::party_kind::police) return police;
        return kind == ::reading::party_kind::municipality && !police && is_some_municipality(one);
    });
}

base::message who_are(const std::vector<std::string>& named) {
    if (named.empty()) return say("board.nobody_named");
    std::vector<base::message> all;
    for (const auto& one : named)
        all.push_back(one_who(one));
    return listed(all);
}

base::message what_is(const ::reading::document& document, std::string_view owner) {
    if (owner == "follow_up" || owner == "feedback") return say("board.what_" + std::string{owner});
    if (const auto* row = with_id(document.plan, owner))
        return say("board.text", {{"text", in_few_words(row->what.empty() ? row->area : row->what)}});
    if (const auto* pledge = pledge_of(document, owner))
        return say("board.text", {{"text", in_few_words(pledge->text)}});
    return {};
}

base::message listed(const std::vector<base::message>& all, std::size_t most) {
    if (all.empty()) return {};
    if (all.size() == 1) return all.front();
    const auto shown = all.size() <= most ? all.size() : most;
    auto said = all.front();
    for (std::size_t i = 1; i + 1 < shown; ++i)
        said = say("board.comma", {{"first", std::move(said)}, {"next", all[i]}});
    if (shown == all.size()) return say("board.and", {{"first", std::move(said)}, {"last", all.back()}});
    said = say("board.comma", {{"first", std::move(said)}, {"next", all[shown - 1]}});
    return say("board.and_more", {{"first", std::move(said)}, {"n", static_cast<std::int64_t>(all.size() - shown)}});
}

} // namespace core
