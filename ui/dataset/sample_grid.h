// SPDX-License-Identifier: GPL-3.0-or-later
// Any number of samples to scroll through: pictures side by side, or rows of numbers below the names of their
// columns. Only the visible part is painted, so a hundred thousand scroll like ten. Lives on the window's
// thread.
#pragma once

#include <QAbstractScrollArea>
#include <memory>
#include <optional>
#include <vector>

#include "ui/dataset/sample_choice.h"

namespace pellucid::ui {

class SampleGrid : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit SampleGrid(QWidget* parent = nullptr);

  /// `dataset` is null for none. With answers, wrong ones are marked. The chosen sample stays chosen where it
  /// is still among them.
  void setSamples(engine::DatasetPtr dataset, std::vector<SampleRef> samples,
                  std::shared_ptr<const AllAnswers> answers);
  /// None where there are no samples.
  std::optional<SampleRef> current() const;
  /// Goes there, as a click does; does nothing where it is not among them.
  void choose(SampleRef sample);
  std::size_t count() const { return m_samples.size(); }
  /// The number of samples per row.
  int columns() const;
  /// Where the sample at this index is painted, in the viewport.
  QRect placeOf(std::size_t number) const;
  /// "Training sample #12: 7. The network says 1."
  QString textOf(std::size_t number) const;

 signals:
  void currentChanged();
  /// The user has moved to a sample.
  void chosen();
  /// By Enter or a double click.
  void activated();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  bool isPictures() const { return m_data && m_data->shape.isImage(); }
  QSize cellSize() const;
  int headerHeight() const;
  int rowHeight() const { return cellSize().height(); }
  std::optional<std::size_t> numberAt(QPoint position) const;
  void setCurrent(std::size_t number);
  void updateScrollBar();
  void paintPicture(QPainter& painter, std::size_t number) const;
  void paintRow(QPainter& painter, std::size_t number) const;
  void paintHeader(QPainter& painter) const;
  std::vector<int> columnWidths() const;
  void tellCurrent();

  engine::DatasetPtr m_data;
  std::vector<SampleRef> m_samples;
  std::shared_ptr<const AllAnswers> m_answers;
  std::size_t m_current = 0;
};

}  // namespace pellucid::ui
