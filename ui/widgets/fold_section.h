// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a panel that folds under its title. When folded, it says briefly what it contains. Lives on the
// window's thread.
#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace pellucid::ui {

class ElidedLabel;

class FoldSection : public QWidget {
  Q_OBJECT

 public:
  explicit FoldSection(const QString& title, QWidget* parent = nullptr);

  QString title() const;
  bool isOpen() const { return m_isOpen; }
  void setOpen(bool isOpen);
  /// Shown beside the title while the section is folded.
  void setSummary(const QString& summary);
  QString summary() const;

 signals:
  void openChanged(bool isOpen);

 protected:
  /// The layout for the section's own widgets.
  QVBoxLayout& body() { return *m_rows; }

 private:
  bool m_isOpen = true;
  QToolButton* m_title;
  ElidedLabel* m_summary;
  QWidget* m_body;
  QVBoxLayout* m_rows;
};

}  // namespace pellucid::ui
