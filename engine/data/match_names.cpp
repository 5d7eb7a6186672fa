// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/match_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "engine/base/typed_word.h"
#include "engine/data/table_description.h"

namespace pellucid::engine {
namespace {

using Places = std::vector<std::optional<std::size_t>>;

/// Where each of the model's names is in the data.
Places placesOf(const std::vector<std::string>& known, const std::vector<std::string>& there) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < there.size(); ++i) places.emplace(there[i], i);
  Places result;
  for (const std::string& name : known) {
    const auto found = places.find(name);
    result.push_back(found == places.end() ? std::nullopt : std::optional(found->second));
  }
  return result;
}

/// The names without a place.
template <class IsNeeded>
std::vector<std::string> missingOf(const std::vector<std::string>& names, const Places& places,
                                   const IsNeeded& isNeeded) {
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (!places[i] && isNeeded(names[i])) missing.push_back(names[i]);
  return missing;
}

std::vector<std::string> missingOf(const std::vector<std::string>& names, const Places& places) {
  return missingOf(names, places, [](const std::string&) { return true; });
}

/// "Sex=" from "Sex=female", an input that says whether a column contains a text.
std::string_view columnOfText(std::string_view input) {
  return input.substr(0, input.find('=') + 1);
}

/// Rows of a matrix in another order; those without a place are 0.
Matrix rowsInOrder(const Matrix& from, const Places& places) {
  Matrix to = Matrix::Zero(static_cast<Index>(places.size()), from.cols());
  if (from.cols() == 0) return to;  // a split without samples can be without rows, too
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i]) to.row(static_cast<Index>(i)) = from.row(static_cast<Index>(*places[i]));
  return to;
}

class NameMatcher {
 public:
  NameMatcher(Dataset data, const KnownNames& known) : m_data(std::move(data)), m_known(known) {}

  Result<MatchedData> match() {
    if (auto inputs = matchInputs(); !inputs) return inputs.error();
    if (auto targets = matchTargets(); !targets) return targets.error();
    if (auto classes = matchClasses(); !classes) return classes.error();
    return MatchedData{.data = std::move(m_data), .note = std::move(m_note)};
  }

 private:
  Result<void> matchInputs() {
    if (m_known.inputs.empty() || m_data.inputNames.empty() || m_known.inputs == m_data.inputNames) return {};
    const Places places = placesOf(m_known.inputs, m_data.inputNames);
    const auto missing =
        missingOf(m_known.inputs, places, [this](const std::string& input) { return !isAbsentText(input); });
    if (!missing.empty())
      return Error{
          message("The model needs the columns {}, which {} does not have; it has {}. Rename them, or match "
                  "columns by order with --by-order.",
                  someNames(missing), m_data.name, someNames(m_data.inputNames))};
    tellUnknownTexts();
    for (Split* split : splitsOf(m_data)) split->numbers = rowsInOrder(split->numbers, places);
    m_data.inputNames = m_known.inputs;
    m_data.shape = flatShape(static_cast<Index>(m_known.inputs.size()));
    return {};
  }

  /// Whether this is a text of an existing column that does not occur in these rows.
  bool isAbsentText(const std::string& input) const {
    const std::string_view column = columnOfText(input);
    return !column.empty() && std::ranges::any_of(m_data.inputNames, [&](const std::string& name) {
      return columnOfText(name) == column;
    });
  }

  /// Reports texts in its columns that the model has never seen, which are treated as no text.
  void tellUnknownTexts() {
    std::vector<std::string> unknown;
    for (const std::string& name : m_data.inputNames) {
      const std::string_view column = columnOfText(name);
      const bool isKnown = std::ranges::find(m_known.inputs, name) != m_known.inputs.end();
      const bool isOfModel = !column.empty() && std::ranges::any_of(m_known.inputs, [&](const auto& input) {
        return columnOfText(input) == column;
      });
      if (!isKnown && isOfModel) unknown.push_back(name);
    }
    if (!unknown.empty())
      m_note =
          message("The model has never met {}: such rows are answered as if that cell had none of its texts.",
                  someNames(unknown));
  }

  Result<void> matchTargets() {
    if (m_data.targetNames.empty() || m_known.targets.empty() || !m_known.classes.empty() ||
        m_known.targets == m_data.targetNames)
      return {};
    const Places places = placesOf(m_known.targets, m_data.targetNames);
    const auto missing = missingOf(m_known.targets, places);
    if (!missing.empty())
      return Error{
          message("The model predicts {}, but the targets of {} are {}. Name the right columns with "
                  "--targets, or match them by order with --by-order.",
                  someNames(missing), m_data.name, someNames(m_data.targetNames))};
    for (Split* split : splitsOf(m_data)) split->targets = rowsInOrder(split->targets, places);
    m_data.targetNames = m_known.targets;
    return {};
  }

  Result<void> matchClasses() {
    if (m_known.classes.empty() || m_data.classNames.empty() || m_known.classes == m_data.classNames)
      return {};
    const Places places = classPlaces();
    const auto unknown = missingOf(m_data.classNames, places);
    if (unknown.size() == places.size())
      return Error{
          message("The model knows the classes {}, and {} has {}: none in common. Choose data with classes "
                  "that it knows, or match classes by order with --by-order.",
                  someNames(m_known.classes), m_data.name, someNames(m_data.classNames))};
    const Index before = m_data.test.size();
    for (Split* split : splitsOf(m_data)) *split = knownOf(*split, places);
    if (m_data.test.size() == 0)
      return Error{message("The test samples of {} all have the classes {}, which the model does not know.",
                           m_data.name, someNames(unknown))};
    m_data.classNames = m_known.classes;
    if (!unknown.empty()) {
      const Index left = before - m_data.test.size();
      m_note = followed(
          m_note, counted(left, "{} test sample is left out, because the model does not know its class: {}.",
                          "{} test samples are left out, because the model does not know their classes: {}.",
                          left, someNames(unknown)));
    }
    return {};
  }

  /// Where each of the data's classes is among the model's; ignoring case where there is no exact match.
  Places classPlaces() const {
    Places places = placesOf(m_data.classNames, m_known.classes);
    if (std::ranges::any_of(places, [](const auto& place) { return place.has_value(); })) return places;
    const auto lowered = [](std::vector<std::string> names) {
      for (std::string& name : names) name = loweredText(name);
      return names;
    };
    return placesOf(lowered(m_data.classNames), lowered(m_known.classes));
  }

  /// The samples of classes that the model knows, with its class numbers.
  static Split knownOf(const Split& all, const Places& places) {
    std::vector<Index> kept;
    for (std::size_t i = 0; i < all.labels.size(); ++i)
      if (places[all.labels[i]]) kept.push_back(static_cast<Index>(i));
    Split split = select(all, kept);
    for (std::uint8_t& label : split.labels) label = static_cast<std::uint8_t>(*places[label]);
    return split;
  }

  Dataset m_data;
  const KnownNames& m_known;
  Message m_note;
};

}  // namespace

Result<MatchedData> matchNames(Dataset data, const KnownNames& known) {
  return NameMatcher(std::move(data), known).match();
}

}  // namespace pellucid::engine
