#pragma once

#include "intake/pdf_page.hpp"
#include "intake/read_file.hpp"

#include <optional>
#include <vector>

namespace intake {

// Fails where the program or its Swedish data is not installed, with a sentence that says what to install.
base::result<void> check_ocr(const limits& allowed);

// The words of a picture, in points; `dpi` is the picture's. Absent where the program broke off.
std::optional<std::vector<pdf::word>> read_picture(const pdf::picture& shown, double dpi, const limits& allowed);

} // namespace intake
