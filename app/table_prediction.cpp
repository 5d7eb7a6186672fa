// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/table_prediction.h"

#include <QFileInfo>

#include "app/models/model_answers.h"
#include "engine/base/split_text.h"
#include "engine/data/data_changes.h"
#include "engine/io/model_of_run.h"
#include "ui/dataset/name_options.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {

std::string namedLike(const std::string& name, const std::string& path) {
  const engine::DataNameParts parts = engine::dataNameParts(name);
  std::string changes;
  for (const std::string& each : engine::splitText(parts.changes, '+')) {
    // Of the changes to samples only the derived inputs apply to new questions: classes concern the answers,
    // and the network itself scales what was standardised.
    static const std::vector<std::string> kMade = {"x2", "y2", "xy", "sin-x", "sin-y"};
    if (std::ranges::find(kMade, each) != kMade.end()) changes += '+' + each;
  }
  std::string named = path + changes;
  for (const char* option : {"text", "onehot", "gaps"})
    if (const auto value = ui::optionOf(name, option)) named = ui::withOption(named, option, value);
  return named;
}

TablePrediction::TablePrediction(const engine::DataLocations& locations, ui::Document& document,
                                 ui::RunController& run, ProjectFiles& files, ui::Actions& actions,
                                 QWidget& window)
    : m_locations(locations), m_document(document), m_run(run), m_files(files), m_window(window) {
  connect(&actions[ui::ActionId::PredictTable], &QAction::triggered, this, [this] { ask(); });
}

ui::PredictDialog* TablePrediction::ask() {
  m_run.catchUp();
  if (!m_document.hasData() || !m_run.hasSpoken() || !m_run.newest()->network) {
    emit refused(tr("There is no network yet: its data are still being read. Try again in a moment."));
    return nullptr;
  }
  const auto& snapshot = *m_run.newest();
  const engine::DatasetPtr data = m_document.dataset();
  if (!snapshot.state.weights.allFinite()) {
    emit refused(tr("The run has diverged: such a network answers nothing. Reset it first."));
    return nullptr;
  }
  auto loaded = std::make_shared<const LoadedModel>(
      LoadedModel{.model = engine::modelOf(m_document.experiment(), *data, snapshot.state, {}),
                  .network = snapshot.network});
  const auto answer = [loaded, locations = m_locations, used = data->name](
                          const std::string& path,
                          const engine::Progress& progress) -> engine::Result<ui::PredictDialog::Answered> {
    constexpr double kReading = 0.7;
    const auto table = engine::loadDataset(namedLike(used, path), locations, engine::Streams::Refused,
                                           progress.part(0, kReading), answerWishesOf(loaded->model, false));
    if (!table) return table.error();
    auto answered = answerAll(*loaded, **table, false, progress.part(kReading, 1));
    if (!answered) return answered.error();
    return std::make_shared<const engine::AnsweredTable>(*std::move(answered));
  };
  auto* dialog = new ui::PredictDialog(tr("The network answers as it is now, after %1 steps: what has been "
                                          "trained since this dialog was opened "
                                          "is not asked.")
                                           .arg(ui::countText(snapshot.state.step)),
                                       answer, &m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ui::PredictDialog::saveWanted, this, [this, dialog](const QString& path) {
    m_files.exportTo(
        path,
        [answered = dialog->answered()]() -> engine::Result<engine::Bytes> {
          const std::string text = engine::writePredictionsCsv(answered->predictions);
          return engine::Bytes(text.begin(), text.end());
        },
        [this, path] {
          emit done(tr("Saved the answers to all rows as %1.").arg(QFileInfo(path).fileName()));
        });
  });
  dialog->open();
  return dialog;
}

}  // namespace pellucid::app
