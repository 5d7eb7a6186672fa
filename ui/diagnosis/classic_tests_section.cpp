// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/classic_tests_section.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

#include "engine/base/background_thread.h"
#include "ui/diagnosis/remedy_row.h"
#include "ui/diagnosis/trained_on.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

QString oneBatchText(const engine::OneBatchTest& test) {
  const QString steps = countText(test.steps);
  if (test.hasDiverged)
    return ClassicTestsSection::tr("It diverged after %1 steps: they are too long for this network.")
        .arg(steps);
  const QString samples = countText(test.samples);
  const QString before = lossText(test.before);
  const QString after = lossText(test.after);
  return test.hasLearned()
             ? ClassicTestsSection::tr(
                   "Yes: of %1 samples the loss fell from %2 to %3 in %4 steps. This network "
                   "and these settings can learn.")
                   .arg(samples, before, after, steps)
             : ClassicTestsSection::tr(
                   "No: of %1 samples the loss was %2, and is still %3 after %4 steps. Look for "
                   "the fault in the network or its settings; the data are not to blame.")
                   .arg(samples, before, after, steps);
}

QString inputsText(const engine::InputTest& test) {
  const QString steps = countText(test.steps);
  if (test.hasDiverged)
    return ClassicTestsSection::tr("It diverged after %1 steps: they are too long for this network.")
        .arg(steps);
  const QString with = lossText(test.withInputs);
  const QString without = lossText(test.withoutInputs);
  return test.doesMatter()
             ? ClassicTestsSection::tr("Yes: after %1 steps the loss is %2, and %3 where all inputs are 0.")
                   .arg(steps, with, without)
             : ClassicTestsSection::tr(
                   "No: after %1 steps the loss is %2, and not much more where all inputs are 0: "
                   "%3. Either the inputs do not get through the network, or they say nothing "
                   "about the answer.")
                   .arg(steps, with, without);
}

ClassicTestsSection::ClassicTestsSection(QWidget* parent)
    : QWidget(parent),
      m_oneBatchButton(new WordyButton),
      m_oneBatchAnswer(mutedLabel()),
      m_inputsButton(new WordyButton),
      m_inputsAnswer(mutedLabel()) {
  m_oneBatchButton->setWords(tr("Can it learn 20 samples by heart?"));
  m_oneBatchButton->setToolTip(
      tr("Trains a copy of the network on 20 samples, without penalties and dropout. A network that cannot "
         "even do "
         "that has a fault of its own. The run is not touched."));
  m_inputsButton->setWords(tr("Do the inputs matter?"));
  m_inputsButton->setToolTip(
      tr("Trains two copies of the network, one of them with all inputs at 0. If that one does as well, the "
         "network "
         "learns nothing from its inputs. The run is not touched."));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(mutedLabel(tr("Two tests that tell where to look, on copies of the network:")));
  for (QWidget* row :
       std::initializer_list<QWidget*>{m_oneBatchButton, m_oneBatchAnswer, m_inputsButton, m_inputsAnswer})
    rows->addWidget(row);
  connect(m_oneBatchButton, &QPushButton::clicked, this, &ClassicTestsSection::testOneBatch);
  connect(m_inputsButton, &QPushButton::clicked, this, &ClassicTestsSection::testInputs);
  forget();
}

QString ClassicTestsSection::oneBatchText() const {
  return m_oneBatchAnswer->text();
}

QString ClassicTestsSection::inputsText() const {
  return m_inputsAnswer->text();
}

void ClassicTestsSection::forget() {
  m_oneBatch.forget();
  m_inputs.forget();
  tell(*m_oneBatchAnswer, {}, std::nullopt);
  tell(*m_inputsAnswer, {}, std::nullopt);
  const bool canTest = m_moment && trainedOn(*m_moment)->train.size() > 0;
  m_oneBatchButton->setEnabled(canTest);
  m_inputsButton->setEnabled(canTest);
}

void ClassicTestsSection::showMoment(const MomentPtr& moment) {
  const bool isOther = !m_moment || trainedOn(*m_moment) != trainedOn(*moment) ||
                       m_moment->experiment() != moment->experiment();
  m_moment = moment;
  if (isOther) forget();
}

void ClassicTestsSection::tell(QLabel& label, const QString& words, std::optional<bool> isRight) {
  label.setText(words);
  label.setVisible(!words.isEmpty());
  const QString verdict = !isRight ? QString() : *isRight ? QStringLiteral("right") : QStringLiteral("wrong");
  if (label.property("verdict").toString() == verdict) return;
  label.setProperty("muted", verdict.isEmpty());
  label.setProperty("verdict", verdict.isEmpty() ? QVariant() : QVariant(verdict));
  // A style sheet only looks at properties again on request.
  label.style()->unpolish(&label);
  label.style()->polish(&label);
}

void ClassicTestsSection::testOneBatch() {
  m_oneBatchButton->setEnabled(false);
  tell(*m_oneBatchAnswer, tr("Being tested…"), std::nullopt);
  m_oneBatch.request(
      [moment = m_moment](const engine::Progress& progress) {
        engine::lowerThreadPriority();
        return engine::testOneBatch(moment->experiment(), *trainedOn(*moment), progress);
      },
      [this](const std::optional<engine::Result<engine::OneBatchTest>>& test) {
        m_oneBatchButton->setEnabled(true);
        if (!test) return tell(*m_oneBatchAnswer, {}, std::nullopt);
        if (!*test) return tell(*m_oneBatchAnswer, messageText(test->error().message), false);
        tell(*m_oneBatchAnswer, ui::oneBatchText(**test), (*test)->hasLearned());
      });
}

void ClassicTestsSection::testInputs() {
  m_inputsButton->setEnabled(false);
  tell(*m_inputsAnswer, tr("Being tested…"), std::nullopt);
  m_inputs.request(
      [moment = m_moment](const engine::Progress& progress) {
        engine::lowerThreadPriority();
        return engine::testInputs(moment->experiment(), *trainedOn(*moment), progress);
      },
      [this](const std::optional<engine::Result<engine::InputTest>>& test) {
        m_inputsButton->setEnabled(true);
        if (!test) return tell(*m_inputsAnswer, {}, std::nullopt);
        if (!*test) return tell(*m_inputsAnswer, messageText(test->error().message), false);
        tell(*m_inputsAnswer, ui::inputsText(**test), (*test)->doesMatter());
      });
}

}  // namespace pellucid::ui
