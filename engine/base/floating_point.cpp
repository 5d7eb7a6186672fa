// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/floating_point.h"

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace pellucid::engine {

#if defined(__SSE__)
namespace {
constexpr unsigned kFlushToZero = 0x8000;
constexpr unsigned kDenormalsAreZero = 0x0040;
}  // namespace

FlushDenormals::FlushDenormals() : m_saved(_mm_getcsr()) {
  _mm_setcsr(m_saved | kFlushToZero | kDenormalsAreZero);
}
FlushDenormals::~FlushDenormals() {
  _mm_setcsr(m_saved);
}
#else
FlushDenormals::FlushDenormals() = default;
FlushDenormals::~FlushDenormals() = default;
#endif

}  // namespace pellucid::engine
