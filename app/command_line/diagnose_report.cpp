// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/diagnose_report.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/command_line/shown_text.h"

namespace pellucid::app {
namespace {

nlohmann::ordered_json placeJson(const engine::FindingPlace& place, const engine::NetworkSpec& network) {
  nlohmann::ordered_json json;
  json["layer"] = place.layer + 1;
  json["name"] = layerName(network, place.layer).text();
  json["units"] = nlohmann::ordered_json::array();
  for (const engine::Index unit : place.units) json["units"].push_back(unit + 1);
  return json;
}

}  // namespace

nlohmann::ordered_json findingsJson(const std::vector<engine::Finding>& findings,
                                    const engine::NetworkSpec& network) {
  auto list = nlohmann::ordered_json::array();
  for (const engine::Finding& finding : findings) {
    nlohmann::ordered_json json;
    json["rule"] = nameOf(finding.rule);
    json["severity"] = nameOf(finding.severity);
    json["since"] = finding.since;
    json["places"] = nlohmann::ordered_json::array();
    for (const engine::FindingPlace& place : finding.places)
      json["places"].push_back(placeJson(place, network));
    for (const engine::Evidence& piece : finding.evidence)
      json["evidence"][std::string(piece.key)] =
          std::isfinite(piece.value) ? nlohmann::ordered_json(piece.value) : nlohmann::ordered_json();
    json["sentence"] = finding.sentence.text();
    json["reason"] = finding.reason.text();
    json["remedies"] = nlohmann::ordered_json::array();
    for (const engine::Remedy& remedy : finding.remedies) json["remedies"].push_back(remedy.what.text());
    list.push_back(std::move(json));
  }
  return list;
}

std::string findingsText(const std::vector<engine::Finding>& findings) {
  if (findings.empty()) return "The diagnosis found nothing that is wrong.\n";
  std::string text;
  for (const engine::Finding& finding : findings) {
    if (!text.empty()) text += '\n';
    text += fmt::format("{} ({}, since step {}): {}\n  {}\n", nameOf(finding.severity), nameOf(finding.rule),
                        finding.since, cleaned(finding.sentence.text()), finding.reason.text());
    for (const engine::Remedy& remedy : finding.remedies)
      text += fmt::format("  - {}\n", cleaned(remedy.what.text()));
  }
  return text;
}

}  // namespace pellucid::app
