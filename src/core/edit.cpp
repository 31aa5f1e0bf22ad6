#include "core/edit.hpp"

#include "base/text.hpp"
#include "core/questions_kept.hpp"
#include "reading/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace core {
namespace {

using ::reading::document;
using ::reading::focus_area;
using ::reading::plan_row;
using ::reading::pledge;
using code = ::reading::question_code;

template <class Items>
auto* with_id(Items& items, std::string_view id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.id == id; });
    return found == items.end() ? nullptr : &*found;
}

template <class Areas>
auto* pledge_in(Areas& areas, std::string_view id) {
    for (auto& area : areas)
        if (auto* found = with_id(area.pledges, id)) return found;
    return static_cast<decltype(&areas.front().pledges.front())>(nullptr);
}

// "m12" after m3 and m11: a number that was taken away is not given again while a higher one stands.
std::string next_id(char kind, const std::vector<std::string>& taken) {
    int highest = 0;
    for (const auto& id : taken) {
        int n = 0;
        if (id.size() < 2 || id.front() != kind) continue;
        const auto [end, fault] = std::from_chars(id.data() + 1, id.data() + id.size(), n);
        if (fault == std::errc{} && end == id.data() + id.size()) highest = std::max(highest, n);
    }
    return fmt::format("{}{}", kind, highest + 1);
}

std::vector<std::string> ids_of(const document& d) {
    std::vector<std::string> all;
    for (const auto& area : d.focus_areas) {
        all.push_back(area.id);
        for (const auto& p : area.pledges)
            all.push_back(p.id);
    }
    for (const auto& row : d.plan)
        all.push_back(row.id);
    return all;
}

::reading::context known_of(const document& d) {
    ::reading::context known{.from = d.valid.from, .to = d.valid.to, .parties = {}};
    for (const auto& p : d.parties)
        known.parties.push_back(p.name);
    return known;
}

tl::unexpected<base::problem> no_such_part(std::string_view id) {
    return base::fail(base::problem_kind::not_found, {"core.edit.no_such_part", {{"id", std::string{id}}}});
}

const std::string& words_of(const pledge& p) { return p.text; }
const std::string& words_of(const plan_row& r) { return r.when.empty() ? r.what : r.when; }

// The questions that an owner's words raise; none where the readings are a person's own.
template <class Owner>
void ask_again(document& d, const Owner& owner) {
    const auto answer = ::reading::read_owner(words_of(owner), known_of(d));
    if (owner.readings != answer.readings) return;
    const auto at = pointer_to(d, owner.id);
    for (auto q : answer.questions) {
        q.at = at + q.at;
        d.questions.push_back(std::move(q));
    }
}

void ask_who(document& d, const std::string& at, const std::string& message) {
    ::reading::question q{code::no_owner, at, message, {}, {}};
    for (const auto& p : d.parties)
        q.options.push_back({p.name, p.name});
    d.questions.push_back(std::move(q));
}

} // namespace

bool has_part(const document& d, std::string_view part) {
    if (part == "cover" || part == "parties" || part == "grounds" || part == "follow_up" || part == "feedback")
        return true;
    return !pointer_to(d, part).empty();
}

bool is_same_part(const document& a, const document& b, std::string_view part) {
    if (part == "cover")
        return std::tie(a.title, a.valid, a.decided, a.references) ==
               std::tie(b.title, b.valid, b.decided, b.references);
    if (part == "parties") return a.parties == b.parties;
    if (part == "grounds") return std::tie(a.basis, a.aims) == std::tie(b.basis, b.aims);
    if (part == "follow_up") return a.follow_up == b.follow_up;
    if (part == "feedback") return a.feedback == b.feedback;
    const auto same = [](const auto* x, const auto* y) { return x && y ? *x == *y : !x && !y; };
    if (const auto* area = with_id(a.focus_areas, part)) {
        const auto* other = with_id(b.focus_areas, part);
        return other && area->name == other->name && area->background == other->background;
    }
    return same(with_id(a.plan, part), with_id(b.plan, part)) && !with_id(b.focus_areas, part) &&
           same(pledge_in(a.focus_areas, part), pledge_in(b.focus_areas, part)) && area_of(a, part) == area_of(b, part);
}

cover cover_of(const document& d) { return {d.title, d.valid, d.decided, d.references}; }

document with_cover(document d, cover c) {
    const questions_kept kept{d};
    d.title = std::move(c.title);
    d.valid = c.valid;
    d.decided = c.decided;
    d.references = std::move(c.references);
    kept.put_back(d, "cover");
    return d;
}

document with_parties(document d, std::vector<::reading::party> parties) {
    const questions_kept kept{d};
    d.parties = std::move(parties);
    kept.put_back(d, "parties");
    return d;
}

document with_grounds(document d, std::vector<::reading::basis> basis, std::vector<std::string> aims) {
    const questions_kept kept{d};
    d.basis = std::move(basis);
    d.aims = std::move(aims);
    kept.put_back(d, "grounds");
    return d;
}

base::result<document> with_area(document d, focus_area area) {
    const questions_kept kept{d};
    if (area.id.empty()) {
        area.id = next_id('f', ids_of(d));
        area.pledges.clear();
        d.focus_areas.push_back(std::move(area));
        kept.put_back(d, "areas"); // how many there are is not what it was
        return d;
    }
    auto* old = with_id(d.focus_areas, area.id);
    if (!old) return no_such_part(area.id);
    old->name = std::move(area.name);
    old->background = std::move(area.background);
    kept.put_back(d, area.id);
    return d;
}

base::result<document> with_pledge(document d, const std::string& area, pledge p) {
    const questions_kept kept{d};
    auto* into = with_id(d.focus_areas, area);
    if (!into) return no_such_part(area);
    if (p.id.empty()) {
        p.id = next_id('p', ids_of(d));
        into->pledges.push_back(p);
    } else {
        const auto from = area_of(d, p.id);
        if (!from) return no_such_part(p.id);
        if (*from == area) {
            *with_id(into->pledges, p.id) = p;
        } else {
            std::erase_if(with_id(d.focus_areas, *from)->pledges, [&](const auto& one) { return one.id == p.id; });
            into->pledges.push_back(p);
        }
    }
    kept.put_back(d, p.id);
    ask_again(d, p);
    if (p.by.empty())
        ask_who(d, pointer_to(d, p.id) + "/by", "Texten säger inte vem som lovar: ”" + p.text + "”. Vem gör det?");
    return d;
}

base::result<document> with_row(document d, plan_row row) {
    const questions_kept kept{d};
    if (row.id.empty()) {
        row.id = next_id('m', ids_of(d));
        d.plan.push_back(row);
    } else {
        auto* old = with_id(d.plan, row.id);
        if (!old) return no_such_part(row.id);
        *old = row;
    }
    kept.put_back(d, row.id);
    ask_again(d, row);
    if (row.responsible.empty())
        ask_who(d, pointer_to(d, row.id) + "/responsible",
                "Raden säger inte vem som ansvarar: ”" + row.what + "”. Vem gör det?");
    return d;
}

namespace {

// From its own first day, or the validity's, to `last`.
base::result<void> end_life(const document& d, ::reading::lifetime& life, base::date last, ::reading::ending why) {
    const auto first = life.from ? life.from : d.valid.from;
    if ((first && last < *first) || (life.to && last > *life.to) || (d.valid.to && last > *d.valid.to))
        return base::fail(base::problem_kind::invalid, {"core.edit.wrong_last_day", {{"day", last}}}, "last_day");
    life.to = last;
    life.ended = std::move(why);
    return {};
}

// Where `all` holds the old one: it is ended, and the changed one put behind it.
template <class Items, class Item>
base::result<void> replace_from(const document& d, Items& all, Item changed, const std::string& id, base::date from,
                                ::reading::ending why) {
    auto* old = with_id(all, changed.id);
    if (auto ended = end_life(d, old->life, from - base::days{1}, std::move(why)); !ended)
        return base::fail(base::problem_kind::invalid, {"core.edit.wrong_change_day", {{"day", from}}}, "from_day");
    changed.life = {.from = from, .to = {}, .replaces = old->id, .ended = {}};
    changed.id = id;
    all.insert(all.begin() + (old - all.data()) + 1, std::move(changed));
    return {};
}

} // namespace

base::result<document> with_row_from(document d, plan_row changed, base::date from, ::reading::ending why) {
    const questions_kept kept{d};
    const auto id = next_id('m', ids_of(d));
    const auto old = changed.id;
    if (!with_id(d.plan, old)) return no_such_part(old);
    if (auto done = replace_from(d, d.plan, changed, id, from, std::move(why)); !done)
        return tl::unexpected{done.error()};
    kept.put_back(d, old);
    ask_again(d, *with_id(d.plan, id));
    return d;
}

base::result<document> with_pledge_from(document d, pledge changed, base::date from, ::reading::ending why) {
    const questions_kept kept{d};
    const auto id = next_id('p', ids_of(d));
    const auto old = changed.id;
    const auto area = area_of(d, old);
    if (!area) return no_such_part(old);
    auto& pledges = with_id(d.focus_areas, *area)->pledges;
    if (auto done = replace_from(d, pledges, changed, id, from, std::move(why)); !done)
        return tl::unexpected{done.error()};
    kept.put_back(d, old);
    ask_again(d, *with_id(pledges, id));
    return d;
}

base::result<document> with_end(document d, std::string_view id, base::date last, ::reading::ending why) {
    const questions_kept kept{d};
    auto* row = with_id(d.plan, id);
    auto* promised = pledge_in(d.focus_areas, id);
    if (!row && !promised) return no_such_part(id);
    if (auto done = end_life(d, row ? row->life : promised->life, last, std::move(why)); !done)
        return tl::unexpected{done.error()};
    kept.put_back(d, id);
    return d;
}

namespace {

// Of what ended because this came instead; null: nothing did.
::reading::lifetime* life_before(document& d, const ::reading::lifetime& life) {
    if (!life.replaces) return nullptr;
    if (auto* row = with_id(d.plan, *life.replaces)) return &row->life;
    auto* promised = pledge_in(d.focus_areas, *life.replaces);
    return promised ? &promised->life : nullptr;
}

} // namespace

base::result<document> with_first_day(document d, std::string_view id, std::optional<base::date> from) {
    auto* row = with_id(d.plan, id);
    auto* promised = pledge_in(d.focus_areas, id);
    if (!row && !promised) return no_such_part(id);
    auto& life = row ? row->life : promised->life;
    if (from && d.valid.from && *from <= *d.valid.from) from.reset();
    const auto last = life.to ? life.to : d.valid.to;
    const auto refused = [] {
        return base::fail(base::problem_kind::invalid, {"core.edit.wrong_first_day", {}}, "begins");
    };
    if (from && last && *from > *last) return refused();
    if (auto* before = life_before(d, life)) {
        const auto first = before->from ? before->from : d.valid.from;
        if (!from || (first && *from <= *first)) return refused();
        before->to = *from - base::days{1};
    }
    life.from = from;
    return d;
}

document with_follow_up(document d, ::reading::follow_up f) {
    const questions_kept kept{d};
    d.follow_up = std::move(f);
    kept.put_back(d, "follow_up");
    return d;
}

document with_feedback(document d, ::reading::feedback f) {
    const questions_kept kept{d};
    d.feedback = std::move(f);
    kept.put_back(d, "feedback");
    return d;
}

base::result<document> without(document d, std::string_view id) {
    const questions_kept kept{d};
    const auto goes_on = [&](const ::reading::lifetime& life) { // what it would have replaced
        if (auto* before = life_before(d, life)) before->to = {}, before->ended = {};
    };
    const auto is_it = [&](const auto& one) { return one.id == id; };
    if (const auto* area = with_id(d.focus_areas, id)) {
        if (!area->pledges.empty())
            return base::fail(base::problem_kind::invalid, {"core.edit.area_holds_pledges",
                                                            {{"n", static_cast<std::int64_t>(area->pledges.size())}}});
        std::erase_if(d.focus_areas, is_it);
        for (auto& row : d.plan)
            if (row.focus_area == id) row.focus_area.reset();
        kept.put_back(d, "areas");
        return d;
    }
    if (const auto* row = with_id(d.plan, id)) {
        goes_on(row->life);
        std::erase_if(d.plan, is_it);
    } else if (const auto area = area_of(d, id)) {
        goes_on(pledge_in(d.focus_areas, id)->life);
        std::erase_if(with_id(d.focus_areas, *area)->pledges, is_it);
    } else {
        return no_such_part(id);
    }
    kept.put_back(d, id);
    return d;
}

std::vector<::reading::reading> read_again(const document& d, const std::string& words) {
    if (base::trimmed(words).empty()) return {};
    return ::reading::read_owner(words, known_of(d)).readings;
}

std::optional<std::string> area_of(const document& d, std::string_view pledge) {
    for (const auto& area : d.focus_areas)
        if (with_id(area.pledges, pledge)) return area.id;
    return std::nullopt;
}

} // namespace core
