// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/predict_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr engine::Index kMostInputs = 8;  // shown
constexpr double kDone = 1000;

}  // namespace

PredictDialog::PredictDialog(const QString& about, Answer answer, QWidget* parent)
    : QDialog(parent),
      m_answer(std::move(answer)),
      m_choose(
          described(new QPushButton(tr("&Choose a table…")), tr("Choose a table"),
                    tr("A table with the columns that the network learned from, in any order. It needs no "
                       "column with the answers; others are left out."))),
      m_cancel(described(new QPushButton(tr("Sto&p")), tr("Stop reading"),
                         tr("Stops reading the table and asking the network"))),
      m_save(described(
          new QPushButton(tr("&Save all answers…")), tr("Save all answers"),
          tr("Writes a table (CSV) with a line for each row: its number, the answer, and what each output of "
             "the network says. Lines of rows with gaps stay empty, so that it fits beside the table."))),
      m_progress(described(new QProgressBar, tr("Reading and answering"),
                           tr("How much of the table has been read and answered"))),
      m_state(new QLabel),
      m_rows(new QTableWidget) {
  setWindowTitle(tr("Predict a table"));
  auto* sentence = new QLabel(about);
  sentence->setWordWrap(true);
  sentence->setTextFormat(Qt::PlainText);
  m_state->setWordWrap(true);
  m_state->setTextFormat(Qt::PlainText);
  m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_state->setAccessibleName(tr("What was read"));
  m_progress->setRange(0, static_cast<int>(kDone));
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  m_rows->setAccessibleName(tr("The first answers"));
  m_rows->setToolTip(
      tr("The first rows of the table: what the network answers, how sure it is, and the inputs that it was "
         "given."));
  m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_rows->setTabKeyNavigation(false);
  m_rows->setWordWrap(false);
  m_rows->verticalHeader()->hide();
  m_rows->verticalHeader()->setDefaultSectionSize(m_rows->fontMetrics().height() + 6);
  auto* chooser = new QHBoxLayout;
  chooser->addWidget(m_choose);
  chooser->addWidget(m_cancel);
  chooser->addStretch();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  buttons->addButton(m_save, QDialogButtonBox::ActionRole);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(sentence);
  rows->addLayout(chooser);
  rows->addWidget(m_progress);
  rows->addWidget(m_state);
  rows->addWidget(m_rows, 1);
  rows->addWidget(buttons);
  resize(680, 480);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_choose, &QPushButton::clicked, this, [this] {
    if (const QString path = askForTable(); !path.isEmpty()) ask(path);
  });
  connect(m_cancel, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_save, &QPushButton::clicked, this, [this] {
    if (const QString path = askWhereToSave(); !path.isEmpty()) emit saveWanted(path);
  });
  m_clock.setInterval(50);
  connect(&m_clock, &QTimer::timeout, this, [this] { m_progress->setValue(qRound(kDone * m_job.share())); });
  showState();
}

QString PredictDialog::askForTable() {
  return DataNameEditor::askForPlace(this, false);
}

QString PredictDialog::askWhereToSave() {
  const QFileInfo table(m_path);
  return QFileDialog::getSaveFileName(
      this, tr("Save all answers"),
      table.absolutePath() + QLatin1Char('/') + tr("%1-answers.csv").arg(table.baseName()),
      tr("Tables (*.csv)"));
}

void PredictDialog::ask(const QString& path) {
  m_path = path;
  m_answered = nullptr;
  m_trouble.clear();
  m_job.request(
      [answer = m_answer, path = path.toStdString()](const engine::Progress& progress) {
        return engine::caught([&] { return answer(path, progress); });
      },
      [this](const engine::Result<Answered>& answered) { show(answered); });
  fill();
  showState();
}

void PredictDialog::show(const engine::Result<Answered>& answered) {
  if (answered)
    m_answered = *answered;
  else
    m_trouble = messageText(answered.error().message);
  fill();
  showState();
}

void PredictDialog::showState() {
  m_cancel->setVisible(m_job.isBusy());
  m_progress->setVisible(m_job.isBusy());
  m_job.isBusy() ? m_clock.start() : m_clock.stop();
  m_save->setEnabled(m_answered != nullptr);
  if (m_job.isBusy()) return m_state->setText(tr("Reading %1…").arg(QFileInfo(m_path).fileName()));
  if (!m_trouble.isEmpty()) return m_state->setText(m_trouble);
  if (!m_answered) return m_state->setText(tr("No table has been chosen yet."));
  QStringList sentences = {messageText(m_answered->data.reading)};
  if (!m_answered->note.empty()) sentences << messageText(m_answered->note);
  const auto rows = static_cast<engine::Index>(m_answered->data.rows.size());
  if (rows > kRows)
    sentences
        << tr("The first %1 of %Ln row(s) are shown.", nullptr, static_cast<int>(rows)).arg(countText(kRows));
  m_state->setText(sentences.join(QLatin1Char(' ')));
}

void PredictDialog::fill() {
  m_rows->clear();
  if (!m_answered) {
    m_rows->setRowCount(0);
    m_rows->setColumnCount(0);
    return;
  }
  const engine::AnsweredTable& table = *m_answered;
  const engine::Predictions& predictions = table.predictions;
  const bool hasClasses = !predictions.classes.empty();
  const engine::Index inputs = std::min<engine::Index>(kMostInputs, std::ssize(table.data.inputNames));
  QStringList headers = {tr("row")};
  if (hasClasses)
    headers << tr("answer") << tr("certainty");
  else
    for (const std::string& name : predictions.outputNames) headers << QString::fromStdString(name);
  for (engine::Index i = 0; i < inputs; ++i)
    headers << QString::fromStdString(table.data.inputNames[static_cast<std::size_t>(i)]);
  m_rows->setColumnCount(static_cast<int>(headers.size()));
  m_rows->setHorizontalHeaderLabels(headers);
  m_rows->setRowCount(static_cast<int>(std::min<engine::Index>(kRows, std::ssize(table.data.rows))));
  for (int row = 0; row < m_rows->rowCount(); ++row) {
    int column = 0;
    const auto put = [&](const QString& text, Qt::Alignment alignment = Qt::AlignRight) {
      auto* item = new QTableWidgetItem(text);
      item->setTextAlignment(alignment | Qt::AlignVCenter);
      m_rows->setItem(row, column++, item);
    };
    put(countText(row + 1));
    const engine::Index sample = table.data.rows[static_cast<std::size_t>(row)];
    if (sample < 0) {
      put(tr("has gaps"), Qt::AlignLeft);
      continue;
    }
    if (hasClasses) {
      put(QString::fromStdString(predictions.classes[static_cast<std::size_t>(sample)]), Qt::AlignLeft);
      const auto certainty = certaintyOf(table, sample);
      put(certainty ? percentText(*certainty) : QString());
    } else {
      for (engine::Index i = 0; i < predictions.outputs.rows(); ++i)
        put(valueText(predictions.outputs(i, sample)));
    }
    const engine::Vector values = engine::sample(table.data.test, table.data.inputs(), sample);
    for (engine::Index i = 0; i < inputs; ++i) put(valueText(values(i)));
  }
  m_rows->resizeColumnsToContents();
}

}  // namespace pellucid::ui
