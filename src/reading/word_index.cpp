#include "reading/word_index.hpp"

#include <cstring>
#include <stdexcept>
#include <utility>

namespace reading {

namespace {

constexpr std::size_t least_slots = 16; // a power of two, as all that follow

} // namespace

std::uint64_t hash_of(std::string_view word, std::uint64_t salt) {
    std::uint64_t h = 0xCBF29CE484222325ull ^ salt ^ (word.size() * 0x9E3779B97F4A7C15ull);
    std::size_t i = 0;
    for (; i + 8 <= word.size(); i += 8) {
        std::uint64_t chunk;
        std::memcpy(&chunk, word.data() + i, 8);
        h = mixed((h ^ chunk) * 0x100000001B3ull);
    }
    std::uint64_t tail = 0;
    if (const auto left = word.size() - i; left >= 4) { // read in two that overlap: no loop, no call
        std::uint32_t front, back;
        std::memcpy(&front, word.data() + i, 4);
        std::memcpy(&back, word.data() + word.size() - 4, 4);
        tail = std::uint64_t{front} << 32 | back;
    } else if (left > 0) {
        const auto byte = [&](std::size_t k) { return std::uint64_t{static_cast<unsigned char>(word[i + k])}; };
        tail = byte(0) << 16 | byte(left / 2) << 8 | byte(left - 1);
    }
    return mixed((h ^ tail) * 0x100000001B3ull);
}

// The slot of the word, or the empty one where it would stand.
std::size_t word_index::slot_of(std::string_view word, std::uint32_t hash) const {
    const auto mask = slots_.size() - 1;
    for (auto i = hash & mask;; i = (i + 1) & mask) {
        const auto& s = slots_[i];
        if (s.next == 0 || (s.hash == hash && words_[s.next - 1] == word)) return i;
    }
}

std::uint32_t word_index::find(std::string_view word) const {
    if (slots_.empty()) return none;
    const auto& s = slots_[slot_of(word, static_cast<std::uint32_t>(hash_of(word, salt_)))];
    return s.next == 0 ? none : s.next - 1;
}

std::uint32_t word_index::number_of(std::string_view word) {
    if (words_.size() * 2 >= slots_.size()) grow();
    const auto hash = static_cast<std::uint32_t>(hash_of(word, salt_));
    auto& s = slots_[slot_of(word, hash)];
    if (s.next == 0) {
        words_.push_back(word);
        s = {hash, static_cast<std::uint32_t>(words_.size())};
    }
    return s.next - 1;
}

void word_index::grow() {
    const auto old = std::move(slots_);
    slots_.assign(old.empty() ? least_slots : old.size() * 2, slot{});
    const auto mask = slots_.size() - 1;
    for (const auto& from : old) {
        if (from.next == 0) continue;
        auto i = from.hash & mask;
        while (slots_[i].next != 0)
            i = (i + 1) & mask;
        slots_[i] = from;
    }
}

void edge_lengths::add(std::string_view edge, std::size_t size) {
    if (size == 0 || size > longest) throw std::logic_error{"a table's stem is too long, or empty"};
    const auto bit = std::uint64_t{1} << size;
    if (edge.size() == 2)
        lengths_[place_of(edge)] |= bit;
    else
        for (auto& all : lengths_) // of one byte: whatever stands beside it
            all |= bit;
}

} // namespace reading
