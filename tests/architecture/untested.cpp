// SPDX-License-Identifier: GPL-3.0-or-later
// Sources of engine/, ui/ and app/ without a test of their own, each with its reason.
#include <vector>

#include "tests/architecture/rules.h"

namespace pellucid::tests {

std::span<const Untested> untestedSources() {
  // {"ui/folder/file.cpp", "what tests it instead, or why nothing can"}
  static const std::vector<Untested> kUntested = {
      {"app/command_line/data_option.cpp", "tst_command_line and tst_evaluate_command name data through it"},
      {"app/command_line/exit_code.cpp", "tst_command_line and tst_standard_streams read how programs end"},
      {"app/command_line/model_answers.cpp", "tst_predict_command and tst_own_tables ask models"},
      {"app/command_line/model_loading.cpp", "tst_evaluate_command and tst_predict_command open models"},
      {"app/command_line/output_file.cpp", "tst_train_outputs names files that cannot be written"},
      {"app/command_line/picture_ground.cpp", "tst_picture_ink finds ink on grounds of every light"},
      {"app/command_line/picture_plane.cpp", "tst_picture_ink and tst_picture_sheet look through it"},
      {"app/command_line/progress.cpp", "tst_train_command and tst_interrupt read it, on a terminal, too"},
      {"app/command_line/train_experiment.cpp", "tst_train_command trains what the options make"},
      {"app/command_line/train_loop.cpp",
       "tst_train_command and tst_interrupt run it to its end and stop it"},
      {"app/command_line/train_options.cpp", "tst_command_line gives right options and wrong ones"},
      {"app/command_line/train_report.cpp", "tst_train_command reads every key of it"},
      {"app/command_line/transfer_options.cpp", "tst_transfer_command gives right options and wrong ones"},
      {"app/command_line/transfer_report.cpp", "tst_transfer_command reads it"},
      {"app/command_line/transfer_source.cpp", "tst_transfer_command names sources of every kind"},
      {"app/composition.cpp", "tst_window, tst_slow_motion and tst_project_sequences drive what it connects"},
      {"app/edit_actions.cpp", "tst_window adds, moves, removes and undoes through the menu"},
      {"app/main.cpp", "tst_command_line runs the program, tst_display opens its window"},
      {"app/workspaces.cpp", "tst_main_window shows each of them"},
      {"app/window_main.cpp", "tst_display opens the window on a display"},
      {"engine/io/json_reader.cpp", "tst_json reads and refuses through it"},
      {"engine/io/model_of_run.cpp", "tst_project_files and tst_train_outputs read the facts that it gives"},
      {"engine/io/onnx_stack.cpp", "tst_onnx_cases makes layers of every kind of node through it"},
      {"engine/io/onnx_graph.cpp", "tst_onnx_hostile and tst_onnx_cases read whole graphs through it"},
      {"engine/io/onnx_words.cpp", "tst_onnx_cases reads what refusals say"},
      {"engine/io/onnx_scaling.cpp", "tst_onnx and tst_onnx_runtime write and read scaled models"},
      {"engine/io/onnx_chain.cpp", "tst_onnx and tst_onnx_hostile read whole files through it"},
      {"engine/io/onnx_metadata.cpp", "tst_onnx writes and reads the facts of a model"},
      {"engine/io/temporary_file.cpp", "tst_atomic_write writes through it and leaves strays"},
      {"engine/data/image_set.cpp", "tst_idx_folder and tst_npz make data sets through it"},
      {"engine/data/zip_reader.cpp", "tst_zip_archive reads archives with it, right and hostile ones"},
      {"engine/io/zip_writer.cpp", "tst_zip_archive writes archives with it"},
      {"engine/io/onnx_model.cpp", "tst_onnx and tst_onnx_hostile read whole files through it"},
      {"engine/io/onnx_nodes.cpp", "tst_onnx and tst_onnx_hostile read every kind of node"},
      {"engine/io/onnx_reader.cpp", "its only function is the subject of tst_onnx and tst_onnx_hostile"},
      {"engine/io/onnx_writer.cpp", "tst_onnx reads it back, tst_onnx_runtime runs it in ONNX Runtime"},
      {"engine/io/project_manifest.cpp",
       "tst_project and tst_project_hostile read whole projects through it"},
      {"engine/transfer/source.cpp", "tst_arm_run and tst_sweep transfer from a source that it trained"},
      {"engine/transfer/task.cpp", "tst_arm_run runs and refuses its tasks"},
      {"ui/canvas/network_painter.cpp", "tst_network_canvas looks at the picture that it paints"},
      {"ui/canvas/unit_painter.cpp",
       "tst_network_canvas and tst_network_canvas_gestures look at the picture"},
      {"ui/data/answer_label.cpp", "tst_sample_panel reads what it says"},
      {"ui/data/dataset_picker.cpp", "tst_sample_panel chooses with it"},
      {"ui/data/draw_page.cpp", "tst_sample_panel draws on it"},
      {"ui/data/target_row.cpp", "tst_sample_panel and tst_own_input choose and take back targets with it"},
      {"ui/data/test_image_page.cpp", "tst_sample_panel steps through it"},
      {"ui/inspector/error_curve.cpp", "tst_arithmetic_panel looks at it"},
      {"ui/inspector/function_plot.cpp", "tst_arithmetic_panel looks at it"},
      {"ui/plots/curve_legend.cpp", "tst_curves_panel reads its values"},
      {"ui/plots/curve_plot.cpp", "tst_curves_panel zooms, pans and reads it"},
      {"ui/widgets/function_curve.cpp", "tst_unit_card and tst_arithmetic_panel look at what it draws"},
      {"ui/transfer/arm_lines.cpp", "tst_transfer_panel counts the lines that it makes"},
      {"ui/transfer/arm_plot.cpp", "tst_transfer_panel fills it and writes its picture"},
      {"ui/transfer/transfer_text.cpp", "tst_transfer_panel reads what it says"},
      {"ui/transfer/transfer_worker.cpp", "tst_transfer_panel runs and stops it"},
      {"ui/widgets/welcome_card.cpp", "tst_help goes through its doors"},
      {"ui/widgets/engine_messages.cpp", "tst_engine_sentences compares this list with the sources"},
      {"ui/widgets/engine_messages_io.cpp", "tst_engine_sentences compares this list with the sources"},
      {"ui/widgets/engine_messages_onnx.cpp", "tst_engine_sentences compares this list with the sources"},
      {"ui/widgets/engine_messages_tables.cpp", "tst_engine_sentences compares this list with the sources"},
      {"ui/theme/plot_style.cpp", "tst_curves_panel switches its theme"},
  };
  return kUntested;
}

}  // namespace pellucid::tests
