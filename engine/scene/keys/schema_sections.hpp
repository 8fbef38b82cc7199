/// The rows of the schema by table of the scene.
#pragma once

#include "engine/scene/keys/schema.hpp"

namespace dermavox::scene {

std::vector<Row> skin_section();
std::vector<Row> layer_section();  ///< of skin_section: layers, relief, papillae, backing
std::vector<Row> device_section();
std::vector<Row> needle_section();  ///< of device_section: the needle and further types of it
std::vector<Row> drive_section();   ///< of device_section: drive, roller, stamp, tolerance
std::vector<Row> motion_section();
std::vector<Row> run_section();  ///< grid, environment, transport, report, solute, limits, wound, run

std::vector<Row> practice_section();  ///< practice, plan, technique

}  // namespace dermavox::scene
