// SPDX-License-Identifier: GPL-3.0-or-later
// Two tests that show where to look when a run does not learn (engine/inspect/diagnosis/classic_tests.h),
// each a button with its result. They train copies on a worker; the results are forgotten when the experiment
// changes. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/inspect/diagnosis/classic_tests.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

class QLabel;

namespace pellucid::ui {

class WordyButton;

class ClassicTestsSection : public QWidget {
  Q_OBJECT

 public:
  explicit ClassicTestsSection(QWidget* parent = nullptr);

  void showMoment(const MomentPtr& moment);
  bool isBusy() const { return m_oneBatch.isBusy() || m_inputs.isBusy(); }
  WordyButton& oneBatchButton() { return *m_oneBatchButton; }
  WordyButton& inputsButton() { return *m_inputsButton; }
  /// The results; empty before.
  QString oneBatchText() const;
  QString inputsText() const;

 private:
  void testOneBatch();
  void testInputs();
  void forget();
  static void tell(QLabel& label, const QString& words, std::optional<bool> isRight);

  MomentPtr m_moment;
  WordyButton* m_oneBatchButton;
  QLabel* m_oneBatchAnswer;
  WordyButton* m_inputsButton;
  QLabel* m_inputsAnswer;
  BackgroundJob<std::optional<engine::Result<engine::OneBatchTest>>> m_oneBatch;
  BackgroundJob<std::optional<engine::Result<engine::InputTest>>> m_inputs;
};

/// Whole sentences.
QString oneBatchText(const engine::OneBatchTest& test);
QString inputsText(const engine::InputTest& test);

}  // namespace pellucid::ui
