#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace store {

std::string sha256(std::string_view bytes); // 32 bytes

// The same over what comes in pieces.
class sha256_sum {
  public:
    sha256_sum();
    ~sha256_sum();
    void add(std::string_view bytes);
    std::string end(); // once

  private:
    struct state;
    std::unique_ptr<state> state_;
};

std::string hex(std::string_view bytes);
std::string random_bytes(std::size_t n);
bool are_equal(std::string_view a, std::string_view b); // takes as long wherever they differ
std::string new_uuid();                                 // version 4

} // namespace store
