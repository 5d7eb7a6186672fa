// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sparse_batch.h"

#include <algorithm>
#include <cstring>

#if defined(__AVX512BW__)
#include <immintrin.h>
#endif

namespace pellucid::engine {
namespace {

/// Writes the four bytes of `word` as numbers, times `scale`.
void toNumbers(std::uint32_t word, Scalar scale, Scalar* to) {
#if defined(__AVX512BW__) && !defined(PELLUCID_DOUBLE)
  const __m128i integers = _mm_cvtepu8_epi32(_mm_cvtsi32_si128(static_cast<int>(word)));
  _mm_storeu_ps(to, _mm_mul_ps(_mm_cvtepi32_ps(integers), _mm_set1_ps(scale)));
#else
  std::array<std::uint8_t, kQuad> bytes;
  std::memcpy(bytes.data(), &word, sizeof(word));
  for (std::size_t i = 0; i < kQuad; ++i) to[i] = static_cast<Scalar>(bytes[i]) * scale;
#endif
}

/// Collects the numbers of the quads of bytes that are not all zero, and those bytes; both buffers have room
/// for 16 more than all. Returns how many. Like collectNonZero(), it avoids unpredictable branches.
Index collectQuads(const std::uint8_t* bytes, Index features, std::uint32_t* found, std::uint32_t* words) {
  Index count = 0;
#if defined(__AVX512BW__)
  constexpr Index kStep = 64;
  __m512i numbers = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (Index at = 0; at < features; at += kStep) {
    const Index left = features - at;
    const __mmask64 isThere = left >= kStep ? ~__mmask64{0} : (__mmask64{1} << left) - 1;
    const __m512i sixteen = _mm512_maskz_loadu_epi8(isThere, bytes + at);
    const __mmask16 mask = _mm512_test_epi32_mask(sixteen, sixteen);
    _mm512_storeu_si512(found + count, _mm512_maskz_compress_epi32(mask, numbers));
    _mm512_storeu_si512(words + count, _mm512_maskz_compress_epi32(mask, sixteen));
    count += __builtin_popcount(mask);
    numbers = _mm512_add_epi32(numbers, _mm512_set1_epi32(16));
  }
#else
  for (Index at = 0; at < features; at += kQuad) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes + at, static_cast<std::size_t>(std::min(kQuad, features - at)));
    found[count] = static_cast<std::uint32_t>(at / kQuad);
    words[count] = word;
    count += word != 0;
  }
#endif
  return count;
}

}  // namespace

void SparseBatch::reset(Index features, Index samples) {
  m_features = features;
  m_samples = 0;
  m_room = samples;
  m_counts.assign(static_cast<std::size_t>(quads()), 0);
  if (const auto most = static_cast<std::size_t>(quads() * m_room); m_quads.size() < most)
    m_quads.resize(most);
  constexpr std::size_t kBeyond = 16;
  if (const auto most = static_cast<std::size_t>(quads()) + kBeyond; m_found.size() < most) {
    m_found.resize(most);
    m_bytes.resize(most);
  }
}

void SparseBatch::add(const std::uint8_t* values, Scalar scale) {
  const Index count = collectQuads(values, m_features, m_found.data(), m_bytes.data());
  const std::uint32_t* found = m_found.data();
  const std::uint32_t* words = m_bytes.data();
  std::int32_t* counts = m_counts.data();
  QuadEntry* quads = m_quads.data();
  const Index room = m_room;
  const auto sample = static_cast<std::int32_t>(m_samples);
  for (Index k = 0; k < count; ++k) {
    QuadEntry& entry = quads[found[k] * room + counts[found[k]]++];
    entry.sample = sample;
    toNumbers(words[k], scale, entry.values.data());
  }
  ++m_samples;
}

void SparseBatch::add(const Scalar* values, Scalar scale) {
  for (Index q = 0; q < quads(); ++q) {
    QuadEntry entry{.sample = static_cast<std::int32_t>(m_samples)};
    for (Index i = q * kQuad; i < std::min((q + 1) * kQuad, m_features); ++i)
      entry.values[static_cast<std::size_t>(i % kQuad)] = values[i] * scale;
    if (entry.values != decltype(entry.values){})
      m_quads[static_cast<std::size_t>(q * m_room + m_counts[static_cast<std::size_t>(q)]++)] = entry;
  }
  ++m_samples;
}

}  // namespace pellucid::engine
