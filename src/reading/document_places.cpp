#include "reading/document_places.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t shortest_uncapitalised = 5; // shorter names are words too: "ale", "vara", "mark"

bool ends_in_any(std::string_view text, std::u32string_view letters) {
    const auto chars = base::to_utf32(text);
    return !chars.empty() && letters.find(chars.back()) != std::u32string_view::npos;
}

std::string with_genitive(std::string_view name) { return std::string{name} + (ends_in_any(name, U"sxz") ? "" : "s"); }

} // namespace

std::string official_name(std::string_view place) {
    if (place == "Gotland") return "Region Gotland";
    if (place == "Falun") return "Falu kommun"; // with a genitive of its own, as "Orust" has none
    if (place == "Orust") return "Orust kommun";
    return (ends_in_any(place, U"aeiouyåäöé") ? std::string{place} : with_genitive(place)) + " kommun";
}

place_index::place_index(const std::vector<municipality>& all) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        auto folded = base::lower(all[i].name);
        add(folded, i);
        add(with_genitive(folded), i);
        if (folded == "falun") add("falu", i);
        if (folded.find('-') == std::string::npos) continue;
        std::replace(folded.begin(), folded.end(), '-', ' ');
        add(folded, i);
        add(with_genitive(folded), i);
    }
}

void place_index::add(std::string_view folded, std::uint32_t place) {
    const auto parts = base::split(folded, ' ');
    auto& same_start = names_[*kept_.emplace(parts.front()).first];
    same_start.push_back({{parts.begin() + 1, parts.end()}, place});
    // The longest first: "Upplands Väsby" before a name that is its first word.
    std::stable_sort(same_start.begin(), same_start.end(),
                     [](const name& a, const name& b) { return a.rest.size() > b.rest.size(); });
}

bool place_index::stands(const manuscript& text, std::size_t at, const name& n) const {
    if (at + n.rest.size() >= text.size()) return false;
    for (std::size_t k = 0; k < n.rest.size(); ++k)
        if (text.folded(at + 1 + k) != n.rest[k]) return false;
    if (text[at].capital) return true;
    const auto next = at + 1 + n.rest.size();
    return next < text.size() && text.has(next, tag::municipal) && text.folded(at).size() >= shortest_uncapitalised;
}

void place_index::mark(manuscript& text) const {
    // Of each word of the text that begins a name, those names.
    std::vector<const std::vector<name>*> begun(text.words().size());
    for (std::uint32_t id = 0; id < begun.size(); ++id)
        begun[id] = names_.find(text.words().folded(id));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!text.is_word(i) || !begun[text[i].id]) continue;
        for (const auto& n : *begun[text[i].id]) {
            if (!stands(text, i, n)) continue;
            text[i].place = n.place;
            text[i].place_words = static_cast<std::uint8_t>(1 + n.rest.size());
            break;
        }
    }
}

} // namespace reading::doc
