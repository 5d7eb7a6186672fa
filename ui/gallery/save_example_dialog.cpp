// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/save_example_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {
namespace {

std::string textIn(const QLineEdit& field) {
  return field.text().simplified().toStdString();
}

}  // namespace

SaveExampleDialog::SaveExampleDialog(engine::Experiment experiment, QWidget* parent)
    : QDialog(parent), m_experiment(std::move(experiment)) {
  setWindowTitle(tr("Save into the gallery"));
  m_title = described(new QLineEdit, tr("Title"), tr("A few words that stand below its picture"));
  m_title->setMaxLength(80);
  m_sentence = described(new QLineEdit, tr("Sentence"), tr("What the example shows, in one sentence"));
  m_tryThis = described(new QLineEdit, tr("Try this"),
                        tr("What to do with it; shown when it is opened. May stay empty"));
  m_lookAt = described(new QLineEdit, tr("Look at"),
                       tr("Where to look meanwhile; shown when it is opened. May stay empty"));
  auto* about = mutedLabel(tr(
      "The gallery keeps the experiment as it begins: its data, network, training settings and seed. To keep "
      "what the network has learned, save a project."));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  QPushButton* save = buttons->button(QDialogButtonBox::Save);
  save->setToolTip(tr("Adds it to your own examples, which New… shows below the others"));
  save->setEnabled(false);
  auto* form = new QFormLayout;
  form->addRow(tr("&Title"), m_title);
  form->addRow(tr("&Sentence"), m_sentence);
  form->addRow(tr("Tr&y this"), m_tryThis);
  form->addRow(tr("&Look at"), m_lookAt);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(about);
  rows->addLayout(form);
  rows->addWidget(buttons);
  setMinimumWidth(520);
  connect(m_title, &QLineEdit::textChanged, save,
          [save](const QString& title) { save->setEnabled(!title.simplified().isEmpty()); });
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

engine::Example SaveExampleDialog::example() const {
  return {.title = textIn(*m_title),
          .family = engine::ExampleFamily::Own,
          .sentence = textIn(*m_sentence),
          .tryThis = textIn(*m_tryThis),
          .lookAt = textIn(*m_lookAt),
          .experiment = m_experiment};
}

}  // namespace pellucid::ui
