// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/messages.h"

#include <QFileInfo>
#include <optional>
#include <utility>

#include "engine/train/cautions.h"
#include "ui/run/finished_text.h"
#include "ui/widgets/message_list.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {

using ui::ActionId;
using Topic = ui::Notifier::Topic;
using Severity = ui::NotifierBar::Severity;

namespace {

/// `causes` are possible causes other than the learning rate; may be empty.
QString divergedText(const engine::Diverged& diverged, double learningRate,
                     const std::vector<engine::Message>& causes) {
  const QString explanation = ui::messageText(diverged.explanation);
  if (diverged.step == 0)
    return Messages::tr(
               "%1 Such a network gives no answers and can't be trained. Reset it to its initial weights, or "
               "type another value for that number.")
        .arg(explanation);
  if (!causes.empty())
    return Messages::tr("Training diverged in step %1. %2 %3")
        .arg(QString::number(diverged.step), explanation, ui::messageText(causes.front()));
  return Messages::tr(
             "Training diverged in step %1. %2 The learning rate of %3 is probably too large: "
             "lower it and reset.")
      .arg(QString::number(diverged.step), explanation, QString::number(learningRate));
}

}  // namespace

Messages::Messages(ui::Notifier& notifier, ui::Document& document, ui::RunController& run,
                   ProjectFiles& files, FileActions& fileActions, ui::Actions& actions)
    : m_notifier(notifier),
      m_document(document),
      m_run(run),
      m_files(files),
      m_fileActions(fileActions),
      m_actions(actions) {
  followEdits();
  followFiles();
  connect(&m_run, &ui::RunController::phaseChanged, this, &Messages::tellPhase);
  connect(&m_actions[ActionId::Messages], &QAction::triggered, this, [this] {
    auto* list = new ui::MessageList(m_notifier, m_notifier.window());
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->show();
  });
}

void Messages::followEdits() {
  const auto forgetEdits = [this] {
    m_notifier.forget(Topic::Edit);
    m_notifier.forget(Topic::Weight);
  };
  connect(&m_document, &ui::Document::experimentChanged, this, forgetEdits);
  connect(&m_document, &ui::Document::parameterChanged, this, forgetEdits);
  // What was searched for among the samples holds for these weights only.
  connect(&m_run, &ui::RunController::momentChanged, this, [this](const ui::MomentPtr& moment) {
    const engine::Snapshot& now = *moment->snapshot;
    if (std::pair(now.run, now.revision) != m_searched) m_notifier.forget(Topic::Sample);
  });
  // The message about divergence names its causes; the diagnosis reports other problems with the values.
  connect(&m_document, &ui::Document::designChanged, this, [this] {
    const engine::DatasetPtr dataset = m_document.hasData() ? m_document.dataset() : nullptr;
    if (dataset != std::exchange(m_looked, dataset))
      m_largeNumbers = dataset ? cautionsOfLargeNumbers(*dataset) : std::vector<engine::Message>();
  });
  connect(&m_document, &ui::Document::designChanged, this,
          [this](const ui::Design& before, const ui::Design&, bool isOpened) {
            const bool hadData = before.dataset && before.dataset->train.size() > 0;
            if (!hadData && m_document.hasData()) m_notifier.forget(Topic::Data);
            if (hadData && !isOpened)
              if (const auto may = m_document.mayChange(); !may)
                tellMissingData(ui::messageText(may.error().message));
            if (!isOpened) return;
            for (const Topic topic : {Topic::Run, Topic::Data, Topic::Edit, Topic::Weight, Topic::Memory,
                                      Topic::Sample, Topic::Lab})
              m_notifier.forget(topic);
            // What could not be opened at the start is reported over what is opened instead.
            if (before.dataset) m_notifier.forget(Topic::File);
          });
  connect(&m_run.book(), &ui::RunBook::forgotten, this, [this](std::uint64_t run) {
    m_notifier.tell(
        Topic::Memory,
        tr("There is not enough memory to keep the weights of every run. Those of the run “%1” were let "
           "go: its curves and figures stay in the list of runs, and it can begin again.")
            .arg(m_run.book().find(run)->title()),
        Severity::Warning);
  });
  connect(&m_run, &ui::RunController::runLeft, this, &Messages::offerToKeep);
}

void Messages::offerToKeep() {
  const auto former = m_run.former();
  const ui::Design& now = m_document.design();
  // Weights of the same network are not offered: resetting it, or drawing it from another seed, means that
  // the user wants others.
  if (!former || former->design.experiment.network == now.experiment.network) return;
  m_notifier.tell(Topic::Edit,
                  tr("A new run begins; the one before is in the list of runs. What it had learned can go on "
                     "wherever it still fits."),
                  Severity::Info, m_actions[ActionId::Undo], &m_actions[ActionId::KeepWeights]);
}

void Messages::followFiles() {
  connect(&m_fileActions, &FileActions::done, this, &Messages::done);
  connect(&m_fileActions, &FileActions::failed, this, &Messages::fail);
  connect(&m_files, &ProjectFiles::notSaved, this, [this](const QString& message) {
    m_notifier.tell(Topic::File, tr("%1 Your work is still here, and not saved.").arg(message),
                    Severity::Error,
                    {{tr("Save in another place…"), [this] { m_actions[ActionId::SaveAs].trigger(); }}});
  });
  connect(&m_files, &ProjectFiles::changedOnDisk, this,
          [this](const QString& message) { m_notifier.tell(Topic::File, message, Severity::Warning); });
  connect(&m_files, &ProjectFiles::copyOpened, this,
          [this](const QString& why) { m_notifier.tell(Topic::File, why, Severity::Warning); });
  connect(&m_files, &ProjectFiles::dataMissing, this, [this](const QString& message) {
    tellMissingData(
        tr("Opened %1 without its data: %2 You can look at the network; to train it, locate the data.")
            .arg(m_files.source().isEmpty() ? tr("the unsaved work") : QFileInfo(m_files.source()).fileName(),
                 message));
  });
  connect(&m_files, &ProjectFiles::modelNoted, this,
          [this](const QString& message) { m_notifier.tell(Topic::Edit, message, Severity::Info); });
  connect(&m_files, &ProjectFiles::dataDiffer, this,
          [this](const QString& message) { m_notifier.tell(Topic::Data, message, Severity::Warning); });
}

void Messages::tellMissingData(const QString& message) {
  m_notifier.tell(Topic::Data, message, Severity::Warning,
                  {{tr("Locate the data…"), [this] { m_fileActions.locateData(); }}});
}

void Messages::tellPhase(const engine::Phase& phase) {
  if (std::holds_alternative<engine::Running>(phase)) m_notifier.forget(Topic::Weight);
  if (const auto* diverged = std::get_if<engine::Diverged>(&phase))
    m_notifier.tell(Topic::Run,
                    divergedText(*diverged, m_document.experiment().training.learningRate, m_largeNumbers),
                    Severity::Warning, m_actions[ActionId::Reset]);
  else if (const auto* failed = std::get_if<engine::Failed>(&phase))
    m_notifier.tell(Topic::Run, ui::messageText(failed->message), Severity::Error);
  else if (const auto* finished = std::get_if<engine::Finished>(&phase))
    m_notifier.tell(Topic::Run, ui::finishedText(finished->reason, *m_run.newest()));
  else
    m_notifier.forget(Topic::Run);
}

void Messages::tellExample(const QString& text) {
  text.isEmpty() ? m_notifier.forget(Topic::Example) : m_notifier.tell(Topic::Example, text);
}

void Messages::note(const QString& message) {
  m_notifier.tell(Topic::Edit, message);
}

void Messages::noteRefusal(const engine::Result<void>& result) {
  if (!result) note(ui::messageText(result.error().message));
}

void Messages::noteParameter(const ui::Parameter& before, double value) {
  m_notifier.tell(
      Topic::Weight,
      tr("%1 is now %2; it was %3.").arg(before.name, ui::valueText(value), ui::valueText(before.value)),
      Severity::Info, m_actions[ActionId::Undo]);
}

void Messages::noteNothingFound(engine::Answer answer) {
  if (const auto& now = m_run.newest()) m_searched = {now->run, now->revision};
  m_notifier.tell(Topic::Sample, answer == engine::Answer::Wrong
                                     ? tr("The network gets every test sample right.")
                                     : tr("The network gets no test sample right yet."));
}

void Messages::done(const QString& message) {
  m_notifier.confirm(Topic::File, message);
}

void Messages::fail(const QString& message) {
  m_notifier.tell(Topic::File, message, Severity::Error);
}

void Messages::noteLab(const QString& message) {
  m_notifier.confirm(Topic::Lab, message);
}

void Messages::failLab(const QString& message) {
  m_notifier.tell(Topic::Lab, message, Severity::Error);
}

void Messages::failProgram(const QString& message) {
  m_notifier.tell(Topic::Program, message, Severity::Error);
}

}  // namespace pellucid::app
