// SPDX-License-Identifier: GPL-3.0-or-later
// One foldable group of the training panel: rows of a label, a field, and a sign that says whether a change
// acts at once or begins a new run. A row is described by what it reads from the document and which edit it
// makes, and is shown only where it is meaningful. Lives on the window's thread.
#pragma once

#include <functional>
#include <vector>

#include "engine/base/range.h"
#include "ui/document/document.h"
#include "ui/widgets/enum_box.h"
#include "ui/widgets/fold_section.h"

class QGridLayout;
class QLineEdit;

namespace pellucid::ui {

class SettingsGroup : public FoldSection {
  Q_OBJECT

 public:
  enum class Acts { AtOnce, NewRun };

  struct RowText {
    QString label;  ///< with a mnemonic, if it has one
    QString tip;    ///< what the setting does; when it acts is appended
    Acts acts = Acts::AtOnce;
  };
  using IsShown = std::function<bool(const Document&)>;

  struct Number {
    RowText text;
    engine::Range range;
    double step = 0;      ///< of the arrows; 0: through 1, 3, 10
    double first = 1e-4;  ///< then the first value above 0
    QString zero = {};    ///< shown instead of 0
    std::function<double(const engine::Experiment&)> read;
    std::function<engine::Result<void>(Document&, double)> write;
    IsShown isShown = nullptr;  ///< null: always
  };
  struct Count {
    RowText text;
    std::int64_t least = 0;
    std::int64_t most = 0;
    QString zero = {};
    std::function<std::int64_t(const engine::Experiment&)> read;
    std::function<engine::Result<void>(Document&, std::int64_t)> write;
    IsShown isShown = nullptr;
  };

  /// `id` is never shown; the panel uses it to remember whether the group is open.
  SettingsGroup(Document& document, const QString& id, const QString& title);
  ~SettingsGroup() override;

  const QString& id() const { return m_id; }
  /// Sets the text of the folded group.
  void setSummaryOf(std::function<QString(const Document&)> summary);

  void addNumber(const Number& number);
  void addCount(const Count& count);
  /// A combo box with all names of E.
  template <class E>
  QComboBox* addChoice(const RowText& text, const std::function<E(const engine::Experiment&)>& read,
                       const std::function<engine::Result<void>(Document&, E)>& write) {
    auto* box = enumBox<E>();
    connect(box, &QComboBox::activated, this,
            [this, box, write] { take(write(m_document, chosen<E>(*box))); });
    addRow(text, box, [box, read](const Document& document) { choose(*box, read(document.experiment())); });
    return box;
  }
  /// Any other field: `show` makes it show the document.
  void addRow(const RowText& text, QWidget* field, std::function<void(const Document&)> show,
              IsShown isShown = nullptr);
  /// A widget as wide as the group.
  void addWide(QWidget* widget, std::function<void(const Document&)> show = nullptr);

  /// Shows the unchanged value after a refused edit, and says why.
  void take(const engine::Result<void>& result);
  void note(const QString& message);
  void showDocument();

  Document& document() { return m_document; }

 signals:
  /// Why an input was refused, or what changed with it.
  void noted(const QString& message);

 private:
  struct Row {
    std::vector<QWidget*> widgets;
    std::function<void(const Document&)> show;
    IsShown isShown;
  };

  Document& m_document;
  QString m_id;
  QGridLayout* m_grid = nullptr;  ///< the current one; a wide widget ends it
  std::vector<Row> m_rows;
  std::function<QString(const Document&)> m_summary;
};

}  // namespace pellucid::ui
