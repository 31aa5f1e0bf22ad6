#include "core/lifetime.hpp"

#include "core/phrases.hpp"

#include <algorithm>

namespace core {

const ::reading::lifetime* life_of(const ::reading::document& document, std::string_view id) {
    for (const auto& o : owners_of(document))
        if (o.id == id) return o.life;
    return nullptr;
}

bool is_over(const ::reading::lifetime& life, base::date day) { return life.to && *life.to < day; }

bool is_to_come(const ::reading::lifetime& life, base::date day) { return life.from && day < *life.from; }

bool holds_on(const ::reading::lifetime& life, base::date day) { return !is_over(life, day) && !is_to_come(life, day); }

const owner_ref* instead_of(const std::vector<owner_ref>& owners, const owner_ref& owner, base::date day) {
    std::vector<const owner_ref*> kin{&owner};
    const auto is_known = [&](const owner_ref& o) {
        return std::any_of(kin.begin(), kin.end(), [&](const auto* k) { return k->id == o.id; });
    };
    for (std::size_t i = 0; i < kin.size(); ++i) {
        const auto& one = *kin[i];
        for (const auto& o : owners) {
            const bool is_next = o.life && o.life->replaces == one.id;
            const bool is_earlier = one.life && one.life->replaces == o.id;
            if (!(is_next || is_earlier) || is_known(o)) continue;
            if (o.life && holds_on(*o.life, day)) return &o;
            kin.push_back(&o);
        }
    }
    return nullptr;
}

std::vector<std::string> with_replaced(const ::reading::document& document, std::string_view id) {
    std::vector<std::string> all{std::string{id}};
    for (const auto* life = life_of(document, id); life && life->replaces; life = life_of(document, all.back())) {
        if (std::find(all.begin(), all.end(), *life->replaces) != all.end()) break;
        all.push_back(*life->replaces);
    }
    return all;
}

std::optional<base::message> own_span(const validity_span& span, base::date as_of) {
    if (!span.from || as_of < *span.from) return std::nullopt;
    if (!span.begins_inside && !span.ends_inside) return std::nullopt;
    const std::string tense = span.ends_inside && span.to < as_of ? "held" : "holds";
    const std::string which = !span.ends_inside ? "_from" : !span.begins_inside ? "_to" : "_both";
    return say("core.own_span." + tense + which, {{"from", *span.from}, {"to", span.to}});
}

std::optional<base::message> own_days(const ::reading::lifetime& life) {
    if (life.from && life.to) return say("core.own_days.both", {{"from", *life.from}, {"to", *life.to}});
    if (life.from) return say("core.own_days.from", {{"from", *life.from}});
    if (life.to) return say("core.own_days.to", {{"to", *life.to}});
    return std::nullopt;
}

} // namespace core
