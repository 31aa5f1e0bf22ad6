#pragma once

#include "intake/read_file.hpp"

#include <string_view>

// One reader a kind of file. `read_file` chooses, and checks what holds for all.
namespace intake {

base::result<extracted> read_markdown(std::string_view utf8, const limits& allowed);
base::result<extracted> read_html(std::string_view utf8, const limits& allowed);
base::result<extracted> read_packed(std::string_view bytes, const limits& allowed); // docx odt xlsx
base::result<extracted> read_pdf(std::string_view bytes, const limits& allowed);

} // namespace intake
