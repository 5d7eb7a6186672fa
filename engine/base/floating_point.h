// SPDX-License-Identifier: GPL-3.0-or-later
// Denormal numbers make arithmetic up to a hundred times slower and carry no information in training. Every
// computing part of the engine holds a guard, so that results are the same on every thread.
#pragma once

namespace pellucid::engine {

/// While it lives, results too small for a normal number become zero on this thread.
class FlushDenormals {
 public:
  FlushDenormals();
  ~FlushDenormals();
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  unsigned m_saved = 0;
};

}  // namespace pellucid::engine
