#pragma once

#include "intake/pdf_page.hpp"
#include "intake/read_file.hpp"

#include <string>
#include <vector>

namespace intake {

// Fails where the program or its Swedish data is not installed, with a sentence that says what to install.
base::result<void> check_ocr(const limits& allowed);

// The words of a picture, in points; `dpi` is the picture's. Empty where it holds none or the program gave up.
std::vector<pdf::word> read_picture(const pdf::picture& shown, double dpi, const limits& allowed);

} // namespace intake
