// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/diagnose_command.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command_line/data_option.h"
#include "app/command_line/diagnose_check.h"
#include "app/command_line/diagnose_report.h"
#include "app/command_line/exit_code.h"
#include "app/data_locations.h"
#include "app/models/loaded_model.h"
#include "engine/inspect/diagnosis/diagnose.h"

namespace pellucid::app {
namespace {

/// The run's states before the present one that the project keeps, at most `most` of them, newest last.
std::vector<std::shared_ptr<const engine::RunState>> keptStates(const engine::Project& project,
                                                                std::size_t most) {
  std::vector<std::shared_ptr<const engine::RunState>> states;
  if (!project.timeline) return states;
  const engine::TimelineRecord& record = *project.timeline;
  for (const std::size_t lane : engine::wayTo(record.lanes, record.lane))
    for (const engine::KeptState& kept : record.lanes[lane].kept) {
      const std::int64_t step = kept.state->step;
      const bool isOnTheWay = engine::ownerOf(record.lanes, record.lane, step) == lane;
      if (isOnTheWay && step > 0 && step < project.state.step &&
          (states.empty() || states.back()->step < step))
        states.push_back(kept.state);
    }
  if (states.size() > most) states.erase(states.begin(), states.end() - static_cast<std::ptrdiff_t>(most));
  return states;
}

std::vector<engine::RunLook> looksAt(const engine::Project& project, const engine::Network& network,
                                     const engine::Dataset& dataset) {
  constexpr std::size_t kKept = 3;
  std::vector<engine::RunLook> looks;
  const auto look = [&](const engine::Vector& weights, std::int64_t step) {
    looks.push_back(*engine::lookAt(project.experiment, network, dataset, weights, step));  // nobody cancels
  };
  look(project.initial ? *project.initial : network.initialParameters(project.experiment.seed), 0);
  if (project.state.step == 0) return looks;
  for (const auto& state : keptStates(project, kKept)) look(state->weights, state->step);
  look(project.state.weights, project.state.step);
  // A unit that is still must not go unnoticed: where nothing between is kept, the present moment also counts
  // as the one before.
  if (looks.size() == 2) looks.push_back(looks.back());
  return looks;
}

int runProject(const DiagnoseOptions& options) {
  auto project = loadProject(*options.project);
  if (!project) return failed(project.error());
  const std::string name = options.data ? dataName(*options.data) : project->experiment.data.name;
  const auto dataset = loadData(engine::DataSpec{.name = name, .own = project->experiment.data.own});
  if (!dataset) return dataFailed(name, dataset.error());
  if (const auto valid = engine::validate(project->experiment, **dataset); !valid)
    return failed(valid.error());
  const auto network = engine::Network::create(project->experiment.network, (*dataset)->shape);
  if (!network) return failed(network.error());
  const std::int64_t step = project->state.step;
  const std::vector<engine::Finding> findings = engine::diagnose(
      {.experiment = project->experiment,
       .network = *network,
       .data = engine::dataStatistics(**dataset),
       .step = step,
       .stepsPerEpoch = project->stepsPerEpoch,
       .settingsSince = project->timeline ? engine::settingsSince(mapOf(*project->timeline)) : 0,
       .curves = engine::curvesOf(project->history, step),
       .looks = looksAt(*project, **network, **dataset)});
  if (!options.isJson) return printResult(findingsText(findings));
  nlohmann::ordered_json report;
  report["step"] = step;
  report["epoch"] = step / std::max<std::int64_t>(1, project->stepsPerEpoch);
  report["findings"] = findingsJson(findings, project->experiment.network);
  return printResult(report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
}

int runCheck(const DiagnoseOptions& options) {
  const auto rows = checkDiagnosis({.seeds = static_cast<int>(options.seeds), .only = options.cases},
                                   examplesFolder(), dataLocations(), {});
  if (!rows) return failed(rows.error());
  const CheckTable table = checkTable(*rows);
  const int printed = printResult(table.text);
  return table.isHeld ? printed : kFailed;
}

}  // namespace

void addDiagnoseOptions(CLI::App& command, DiagnoseOptions& options) {
  auto* project = command.add_option_function<std::string>(
      "PROJECT", [&options](const std::string& path) { options.project = path; }, "The project with the run");
  addDataOption(command, options.data)

      ->description("Where the project's data are now; by default as it says")
      ->default_str("");
  command.add_flag("--json", options.isJson, "One line of JSON on standard output");
  auto* check =
      command
          .add_flag("--check", options.isCheck,
                    "Instead of a project: trains the healthy examples of the gallery with three "
                    "optimizers each, and planted faults, and says how often the diagnosis is right; "
                    "20 seeds take about an hour")
          ->excludes(project);
  command.add_option("--seeds", options.seeds, "Runs of each")
      ->check(CLI::Range(1, 1000))
      ->default_str("20")
      ->needs(check);
  command
      .add_option("--examples", options.cases,
                  "Only those whose names contain one of these, with commas between")
      ->delimiter(',')
      ->needs(check);
}

int runDiagnose(const DiagnoseOptions& options) {
  if (options.isCheck) return runCheck(options);
  if (!options.project) return wrongUsage({engine::message("Give a project, or --check.")});
  return runProject(options);
}

}  // namespace pellucid::app
