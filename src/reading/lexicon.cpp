#include "reading/lexicon.hpp"

#include "base/text.hpp"
#include "reading/table_lines.hpp"
#include "reading/word_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
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
constexpr std::size_t word_slots = 1 << 13;
constexpr std::size_t edge_slots = 1 << 14;
constexpr std::size_t near_slots = 1 << 14;

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
    : words_(word_slots), edges_(edge_slots), near_(near_slots), nodes_(1), leads_on_(1) {
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
    if (star_after) {
        stems_.add(form, node);
        stems_.lengths.add_beginning(form);
    }
    if (star_before) {
        endings_.add(form, node);
        endings_.lengths.add_ending(form);
    }
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
            if (!slot.node) slot = {hash, node, words_[slot_of(word)].text};
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

// The slot of the word, or the empty one where it would stand.
std::size_t lexicon::slot_of(std::string_view text) const {
    const auto hash = hash_of(text);
    for (auto i = hash;; ++i) {
        const auto& slot = words_[i % word_slots];
        if (slot.id == 0 || (slot.hash == hash && slot.text == text)) return i % word_slots;
    }
}

std::uint32_t lexicon::word_id(std::string_view text) const { return words_[slot_of(text)].id; }

const std::vector<lexicon_entry>* lexicon::single(std::string_view word) const {
    const auto id = word_id(word);
    const auto node = id ? step(0, id) : 0;
    return node ? &nodes_[node] : nullptr;
}

std::uint32_t lexicon::intern(std::string_view text) {
    if (const auto id = word_id(text)) return id;
    if (word_count_ + 1 >= word_slots / 2) throw std::length_error{"lexicon: more words than word_slots allows"};
    auto letters = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), letters.get());
    const auto hash = hash_of(text);
    auto i = hash;
    while (words_[i % word_slots].id != 0)
        ++i;
    words_[i % word_slots] = {hash, {letters.get(), text.size()}, ++word_count_};
    kept_.push_back(std::move(letters));
    return word_count_;
}

std::uint32_t lexicon::step(std::uint32_t node, std::uint32_t word) const {
    const auto key = (std::uint64_t{node} << 32) | word;
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
    const auto key = (std::uint64_t{node} << 32) | word;
    auto i = mixed(key);
    while (edges_[i % edge_slots].key != 0)
        ++i;
    edges_[i % edge_slots] = {key, next};
    return next;
}

void lexicon::patterns::add(std::string_view word, std::uint32_t node) {
    if (words.number_of(word) == nodes.size()) nodes.push_back(node);
}

std::uint32_t lexicon::patterns::find(std::string_view word) const {
    const auto n = words.find(word);
    return n == word_index::none ? 0 : nodes[n];
}

// The longest stem, or else the longest ending.
std::uint32_t lexicon::by_stem(std::string_view text) const {
    for (auto left = stems_.lengths.beginnings_of(text); left != 0;) {
        const auto length = std::bit_width(left) - 1;
        if (const auto node = stems_.find(text.substr(0, static_cast<std::size_t>(length)))) return node;
        left ^= std::uint64_t{1} << length;
    }
    for (auto left = endings_.lengths.endings_of(text); left != 0;) {
        const auto length = std::bit_width(left) - 1;
        if (const auto node = endings_.find(text.substr(text.size() - static_cast<std::size_t>(length)))) return node;
        left ^= std::uint64_t{1} << length;
    }
    return 0;
}

lexicon::match lexicon::longest(const token_list& tokens, std::size_t at) const {
    match best;
    std::uint32_t node = 0;
    for (auto i = at; i < tokens.size(); ++i) {
        if (tokens[i].kind == token_kind::line_break) {
            if (node == 0 || tokens[i].text == "\t") break;
            continue; // a phrase may run over a line end
        }
        const auto word = word_id(tokens[i].text);
        const auto next = word ? step(node, word) : 0;
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
