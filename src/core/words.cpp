#include "core/words.hpp"

#include "reading/names.hpp"

#include <array>

namespace core {

using std::string_view;

#define WORDS(E, ...)                                                                                                  \
    template <>                                                                                                        \
    std::span<const string_view> words_of<E>() {                                                                       \
        static constexpr auto words = std::to_array<string_view>({__VA_ARGS__});                                       \
        return words;                                                                                                  \
    }

WORDS(status, "draft", "review", "published", "closed")
WORDS(visibility, "internal", "open")
WORDS(shown_part, "nothing", "amount", "area", "all")
WORDS(entry_kind, "entry", "correction", "withdrawal")
WORDS(window_state, "not_due", "open", "met", "missed", "uncertain", "no_requirement", "cannot_be_judged")
WORDS(pace, "on_pace", "ahead", "behind", "at_risk")
WORDS(verdict, "kept", "not_kept", "partly", "ongoing", "cannot_be_judged")
WORDS(standing, "keeping", "behind", "missed", "done", "cannot_be_judged")

#undef WORDS

template <>
std::span<const string_view> words_of<reason_code>() {
    return ::reading::words_of<reason_code>();
}

} // namespace core
