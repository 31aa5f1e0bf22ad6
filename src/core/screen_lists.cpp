#include "core/screen_lists.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <stdexcept>
#include <string_view>

namespace core {

namespace lists {
std::span<const base::embedded_file> files();
}

namespace {

void add_of_kind(screen_lists& all, std::string_view kind, std::string word) {
    if (kind == "ending") return all.endings.push_back(std::move(word));
    if (kind == "opener_ending") return all.opener_endings.push_back(std::move(word));
    if (kind == "surname") return all.surname_endings.push_back(std::move(word));
    if (kind == "public_start") return all.public_starts.push_back(std::move(word));
    word_set* set = kind == "word"        ? &all.words
                    : kind == "before"    ? &all.before
                    : kind == "after"     ? &all.after
                    : kind == "opener"    ? &all.openers
                    : kind == "public"    ? &all.public_numbers
                    : kind == "telephone" ? &all.telephone_words
                                          : nullptr;
    if (!set) throw std::logic_error{"a list of the screen has a word of no kind: " + word};
    set->insert(std::move(word));
}

screen_lists read_lists() {
    screen_lists all;
    for (const auto& file : lists::files())
        for (const auto line : base::split(file.bytes, '\n')) {
            if (line.empty() || line.starts_with('#')) continue;
            const auto parts = base::split(line, '\t');
            if (file.path == "first_names.tsv")
                all.first_names.insert(base::lower(line));
            else if (file.path == "place_names.tsv")
                all.places.emplace(line);
            else
                add_of_kind(all, parts.at(0), std::string{parts.at(1)});
        }
    return all;
}

} // namespace

const screen_lists& known_lists() {
    static const auto all = read_lists();
    return all;
}

} // namespace core
