// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/table_file_picker.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/described.h"

namespace pellucid::ui {

TableFilePicker::TableFilePicker(const QString& name, const QString& tip, QWidget* parent)
    : QWidget(parent),
      m_choose(described(new QPushButton, name, tip)),
      m_remove(described(new QToolButton, tr("No file: %1").arg(name),
                         tr("Take a share of the table's own rows again"))),
      m_tip(tip) {
  m_remove->setText(QStringLiteral("×"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(m_choose, 1);
  row->addWidget(m_remove);
  setFocusProxy(m_choose);
  connect(m_choose, &QPushButton::clicked, this, &TableFilePicker::choose);
  connect(m_remove, &QToolButton::clicked, this, [this] { take({}); });
  setFile({}, {});
}

void TableFilePicker::setFile(const std::string& file, const std::string& table) {
  m_file = file;
  m_table = table;
  const QString name = QFileInfo(QString::fromStdString(file)).fileName();
  constexpr int kWidest = 130;
  m_choose->setText(name.isEmpty() ? tr("Choose…")
                                   : fontMetrics().elidedText(name, Qt::ElideMiddle, kWidest));
  m_choose->setToolTip(file.empty() ? m_tip : m_tip + QLatin1String("\n\n") + QString::fromStdString(file));
  m_remove->setVisible(!file.empty());
}

QString TableFilePicker::askForTable() {
  return DataNameEditor::askForPlace(this, false);
}

void TableFilePicker::choose() {
  const QString path = askForTable();
  if (path.isEmpty()) return;
  const QFileInfo chosen(path);
  const QFileInfo table(QString::fromStdString(m_table));
  const bool isBeside = chosen.absolutePath() == table.absolutePath();
  const QString file = isBeside ? chosen.fileName() : chosen.absoluteFilePath();
  if (file.contains(QLatin1Char(','))) {
    m_choose->setText(tr("Its path has a comma"));
    m_choose->setToolTip(tr("%1 cannot be taken, because a comma ends the text that says which file it is. "
                            "Rename it, or put it "
                            "beside the table.")
                             .arg(file));
    return;
  }
  take(file.toStdString());
}

void TableFilePicker::take(const std::string& file) {
  if (file == m_file) return;
  setFile(file, m_table);
  emit edited();
}

}  // namespace pellucid::ui
