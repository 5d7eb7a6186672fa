// SPDX-License-Identifier: GPL-3.0-or-later
// A value, or the reason why there is none: for failures that are to be expected, such as an unreadable file.
// Member names are those of std::expected, which GCC 12 lacks. Bugs are not Results: see check.h.
#pragma once

#include <utility>
#include <variant>

#include "engine/base/check.h"
#include "engine/base/message.h"

namespace pellucid::engine {

/// What went wrong, in words for the user: what, its value, the rule it breaks, and what to do.
struct Error {
  Message message;

  /// In English, for the command line and for tests.
  const std::string& text() const { return message.text(); }
  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return m_state.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// Throws std::logic_error when there is no value: check first.
  T& value() & {
    requireValue();
    return *std::get_if<0>(&m_state);
  }
  const T& value() const& {
    requireValue();
    return *std::get_if<0>(&m_state);
  }
  T&& value() && {
    requireValue();
    return std::move(*std::get_if<0>(&m_state));
  }
  const Error& error() const {
    check(!has_value(), "Result::error() called on a value");
    return *std::get_if<1>(&m_state);
  }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  void requireValue() const {
    if (!has_value()) check(false, "Result::value() called on an error: " + error().text());
  }
  std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : m_error(std::move(error)), m_hasValue(false) {}

  bool has_value() const { return m_hasValue; }
  explicit operator bool() const { return m_hasValue; }
  const Error& error() const {
    check(!m_hasValue, "Result::error() called on a value");
    return m_error;
  }

 private:
  Error m_error;
  bool m_hasValue = true;
};

/// The Result of `work`. An exception, from a bug or for lack of memory, becomes its error.
template <class Work>
auto caught(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& problem) {
    return Error{message("This is a bug or a lack of memory: {}.", problem.what())};
  }
}

}  // namespace pellucid::engine
