#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// What the handlers of forms share.
namespace web {

// A refusal that the form shows, at its field where one is named.
base::problem wrong(std::string key, std::string field = {});

// A refusal until so long from now.
base::problem must_wait(std::chrono::seconds wait);

// A field as it was typed, without spaces around.
std::string typed(const http::fields& f, std::string_view name);

// The whole text as a number; nullopt: it is none.
std::optional<std::int64_t> whole_number(std::string_view text);

// Not empty, at most so many letters, and none that hides.
bool fits(std::string_view text, std::size_t letters);

// The text's key for what ?gjort= says was done, where it is one of those known; empty otherwise.
std::string done_key(const http::request& r, std::span<const std::string_view> known);

} // namespace web
