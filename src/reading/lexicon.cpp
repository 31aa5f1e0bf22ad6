#include "reading/lexicon.hpp"

#include "base/text.hpp"
#include "reading/table_lines.hpp"
#include "reading/word_index.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace reading {

namespace {

// Classes whose words may be misspelt by a letter and still be known: a cadence hangs on them.
constexpr auto spelt_loosely = std::to_array<word_class>({
    word_class::bound,
    word_class::occasion,
    word_class::hours,
    word_class::unit,
    word_class::adverb,
    word_class::every,
    word_class::every_n,
    word_class::weekday,
    word_class::month,
    word_class::span,
    word_class::average,
});
constexpr std::size_t shortest_loose_word = 5; // code points; shorter words lie too close to each other
constexpr std::size_t longest_loose_word = 24;
constexpr std::size_t edge_slots = 1 << 14;
constexpr std::size_t near_slots = 1 << 14;

// None is 0, which is an empty slot's.
std::uint64_t key_of(std::uint32_t node, std::uint32_t word) { return std::uint64_t{node} << 32 | (word + 1); }

constexpr std::uint64_t near_base = 0x100000001B3ull;

// Calls `see` with the hash of the word and of every word that lacks one of its letters.
template <class See>
void each_near_hash(std::string_view word, bool whole_only, See see) {
    std::array<char32_t, longest_loose_word> letters{};
    std::size_t n = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if ((byte & 0xC0) == 0x80) {
            letters[n - 1] = letters[n - 1] * 64 + (byte & 0x3F);
            continue;
        }
        if (n == letters.size()) return;
        letters[n++] = byte;
    }
    if (n < shortest_loose_word) return;
    std::array<std::uint64_t, longest_loose_word + 1> suffix{}, power{};
    power[0] = 1;
    for (std::size_t i = 0; i < n; ++i)
        power[i + 1] = power[i] * near_base;
    for (std::size_t i = n; i-- > 0;)
        suffix[i] = suffix[i + 1] + letters[i] * power[n - 1 - i];
    see(suffix[0], n);
    if (whole_only) return;
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < n; ++i) {
        see(prefix * power[n - 1 - i] + suffix[i + 1], n - 1);
        prefix = prefix * near_base + letters[i];
    }
}

} // namespace

lexicon::lexicon(const std::vector<table_file>& files)
    : edges_(edge_slots), near_(near_slots), nodes_(1), leads_on_(1) {
    for (const auto& file : files)
        if (holds_phrases(file.name)) read(file);
    each_number_word([this](std::string_view word, const lexicon_entry& entry) { add(word, entry); });
}

void lexicon::read(const table_file& file) {
    each_line(file.bytes, [&](std::size_t number, std::string_view line) {
        const auto columns = base::split(line, '\t');
        auto entry = columns.size() == 3 ? entry_of(columns[0], columns[1]) : std::nullopt;
        if (!entry) throw std::logic_error{"lexicon: no line of a table: " + std::string{line}};
        entry->file = file.name;
        entry->line = static_cast<std::uint32_t>(number);
        each_form(columns[2], [&](std::string_view form) {
            entry->form = form;
            add(form, *entry);
        });
    });
}

void lexicon::add(std::string_view form, const lexicon_entry& entry) {
    const bool star_after = form.ends_with('*');
    const bool star_before = form.starts_with('*');
    if (star_after) form.remove_suffix(1);
    if (star_before) form.remove_prefix(1);
    const auto tokens = tokenize(base::to_utf32(form));
    std::uint32_t node = 0;
    // An ending is no word by itself: "temaveckor" is a campaign, "veckor" is none.
    if (star_before) node = grow(node, intern("*"));
    for (const auto& t : tokens)
        node = grow(node, intern(t.text));
    if (node == 0) return;
    nodes_[node].push_back(entry);
    if (star_after) stems_[form] = node;
    if (star_before) endings_[form] = node;
    const bool loose = std::find(spelt_loosely.begin(), spelt_loosely.end(), entry.kind) != spelt_loosely.end() ||
                       (entry.kind == word_class::vague && entry.value == "loose");
    if (tokens.size() == 1 && loose) add_near(tokens[0].text, node);
}

void lexicon::add_near(std::string_view word, std::uint32_t node) {
    each_near_hash(word, false, [&](std::uint64_t hash, std::size_t) {
        if (near_count_ >= near_slots / 4 * 3) throw std::length_error{"lexicon: more words than near_slots allows"};
        for (auto i = mixed(hash);; ++i) {
            auto& slot = near_[i % near_slots];
            if (slot.node && slot.hash != hash) continue;
            near_count_ += !slot.node;
            if (!slot.node) slot = {hash, node, words_[words_.find(word)]};
            return;
        }
    });
}

lexicon::meant lexicon::misspelt(std::string_view folded) const {
    const near_slot* found = nullptr;
    std::size_t length = 0;
    each_near_hash(folded, false, [&](std::uint64_t hash, std::size_t letters) {
        length = std::max(length, letters);
        if (found || letters < shortest_loose_word - 1) return;
        for (auto i = mixed(hash);; ++i) {
            const auto& slot = near_[i % near_slots];
            if (!slot.node) return;
            if (slot.hash == hash) {
                found = &slot;
                return;
            }
        }
    });
    return found ? meant{&nodes_[found->node], found->word} : meant{};
}

const std::vector<lexicon_entry>* lexicon::single(std::string_view word) const {
    const auto id = words_.find(word);
    const auto node = id != word_index::none ? step(0, id) : 0;
    return node ? &nodes_[node] : nullptr;
}

std::uint32_t lexicon::intern(std::string_view text) {
    if (const auto id = words_.find(text); id != word_index::none) return id;
    auto letters = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), letters.get());
    const std::string_view kept{letters.get(), text.size()};
    kept_.push_back(std::move(letters));
    return words_.number_of(kept);
}

std::uint32_t lexicon::step(std::uint32_t node, std::uint32_t word) const {
    const auto key = key_of(node, word);
    for (auto i = mixed(key);; ++i) {
        const auto& slot = edges_[i % edge_slots];
        if (slot.key == key) return slot.node;
        if (slot.key == 0) return 0;
    }
}

std::uint32_t lexicon::grow(std::uint32_t node, std::uint32_t word) {
    if (const auto next = step(node, word)) return next;
    if (nodes_.size() >= edge_slots / 2) throw std::length_error{"lexicon: more forms than edge_slots allows"};
    const auto next = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    leads_on_.push_back(false);
    leads_on_[node] = true;
    const auto key = key_of(node, word);
    auto i = mixed(key);
    while (edges_[i % edge_slots].key != 0)
        ++i;
    edges_[i % edge_slots] = {key, next};
    return next;
}

// The longest stem, or else the longest ending.
std::uint32_t lexicon::by_stem(std::string_view text) const {
    std::uint32_t node = 0;
    const auto take = [&node](std::uint32_t found) {
        node = found;
        return true;
    };
    stems_.each(text, take);
    if (node == 0) endings_.each(text, take);
    return node;
}

lexicon::match lexicon::longest(const token_list& tokens, std::size_t at) const {
    match best;
    std::uint32_t node = 0;
    for (auto i = at; i < tokens.size(); ++i) {
        if (tokens[i].kind == token_kind::line_break) {
            if (node == 0 || tokens[i].text == "\t") break;
            continue; // a phrase may run over a line end
        }
        const auto word = words_.find(tokens[i].text);
        const auto next = word != word_index::none ? step(node, word) : 0;
        if (!next) break;
        node = next;
        if (!nodes_[node].empty()) best = {&nodes_[node], i + 1 - at};
        if (!leads_on_[node]) break;
    }
    if (best.tokens == 0 && tokens[at].kind == token_kind::word)
        if (const auto stemmed = by_stem(tokens[at].text)) best = {&nodes_[stemmed], 1};
    return best;
}

} // namespace reading
