// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/messages.h"

#include <QFileInfo>

#include "ui/widgets/message_list.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {

using ui::ActionId;
using Topic = ui::Notifier::Topic;
using Severity = ui::NotifierBar::Severity;

namespace {

QString divergedText(const engine::Diverged& diverged, double learningRate) {
  const QString explanation = ui::messageText(diverged.explanation);
  if (diverged.step == 0)
    return Messages::tr(
               "%1 Such a network gives no answers and can't be trained. Reset starts again from the initial "
               "weights; or type another value for that number.")
        .arg(explanation);
  return Messages::tr(
             "Training diverged in step %1. %2 The learning rate of %3 is probably too large: "
             "lower it and reset.")
      .arg(QString::number(diverged.step), explanation, QString::number(learningRate));
}

}  // namespace

Messages::Messages(ui::Notifier& notifier, ui::Document& document, ui::RunController& run,
                   ProjectFiles& files, FileActions& fileActions, ui::Actions& actions)
    : m_notifier(notifier), m_document(document), m_run(run), m_files(files), m_actions(actions) {
  followEdits();
  followFiles(fileActions);
  connect(&m_run, &ui::RunController::phaseChanged, this, &Messages::tellPhase);
  connect(&m_actions[ActionId::Messages], &QAction::triggered, this, [this] {
    auto* list = new ui::MessageList(m_notifier, m_notifier.window());
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->show();
  });
}

void Messages::followEdits() {
  connect(&m_document, &ui::Document::experimentChanged, this, [this] { m_notifier.forget(Topic::Edit); });
  connect(&m_document, &ui::Document::parameterChanged, this, [this] { m_notifier.forget(Topic::Edit); });
  connect(&m_document, &ui::Document::designChanged, this,
          [this](const ui::Design& before, const ui::Design& after, bool isOpened) {
            if (before.dataset != after.dataset) m_notifier.forget(Topic::Sample);
            if (m_document.hasData()) m_notifier.forget(Topic::Data);
            if (!isOpened) return;
            for (const Topic topic :
                 {Topic::Run, Topic::Data, Topic::Edit, Topic::Sample, Topic::File, Topic::Lab})
              m_notifier.forget(topic);
          });
  connect(&m_run, &ui::RunController::runLeft, this, [this](std::int64_t steps) {
    m_notifier.tell(Topic::Edit,
                    tr("Training starts again from the initial weights. Undo brings back the run "
                       "before, which has done %Ln step(s).",
                       nullptr, static_cast<int>(steps)),
                    Severity::Info, m_actions[ActionId::Undo]);
  });
}

void Messages::followFiles(FileActions& fileActions) {
  connect(&fileActions, &FileActions::done, this, &Messages::done);
  connect(&fileActions, &FileActions::failed, this, &Messages::fail);
  connect(&m_files, &ProjectFiles::dataMissing, this, [this, &fileActions](const QString& message) {
    m_notifier.tell(
        Topic::Data,
        tr("Opened %1 without its data: %2 You can look at the network; to train it, locate the data.")
            .arg(QFileInfo(m_files.path()).fileName(), message),
        Severity::Warning, {{tr("Locate the data…"), [&fileActions] { fileActions.locateData(); }}});
  });
  connect(&m_files, &ProjectFiles::dataDiffer, this,
          [this](const QString& message) { m_notifier.tell(Topic::Data, message, Severity::Warning); });
}

void Messages::tellPhase(const engine::Phase& phase) {
  if (std::holds_alternative<engine::Running>(phase)) m_notifier.forget(Topic::Sample);
  if (const auto* diverged = std::get_if<engine::Diverged>(&phase))
    m_notifier.tell(Topic::Run, divergedText(*diverged, m_document.experiment().training.learningRate),
                    Severity::Warning, m_actions[ActionId::Reset]);
  else if (const auto* failed = std::get_if<engine::Failed>(&phase))
    m_notifier.tell(Topic::Run, ui::messageText(failed->message), Severity::Error);
  else
    m_notifier.forget(Topic::Run);
}

void Messages::note(const QString& message) {
  m_notifier.tell(Topic::Edit, message);
}

void Messages::noteRefusal(const engine::Result<void>& result) {
  if (!result) note(ui::messageText(result.error().message));
}

void Messages::noteParameter(const ui::Parameter& before, double value) {
  m_notifier.tell(
      Topic::Edit,
      tr("%1 is now %2; it was %3.").arg(before.name, ui::valueText(value), ui::valueText(before.value)),
      Severity::Info, m_actions[ActionId::Undo]);
}

void Messages::noteNothingFound(engine::Answer answer) {
  m_notifier.tell(Topic::Sample, answer == engine::Answer::Wrong
                                     ? tr("The network gets every test image right.")
                                     : tr("The network gets no test image right yet."));
}

void Messages::done(const QString& message) {
  m_notifier.tell(Topic::File, message);
}

void Messages::fail(const QString& message) {
  m_notifier.tell(Topic::File, message, Severity::Error);
}

void Messages::noteLab(const QString& message) {
  m_notifier.tell(Topic::Lab, message);
}

void Messages::failLab(const QString& message) {
  m_notifier.tell(Topic::Lab, message, Severity::Error);
}

void Messages::failProgram(const QString& message) {
  m_notifier.tell(Topic::Program, message, Severity::Error);
}

}  // namespace pellucid::app
