/// The outline of an opening as pieces, straight or round, and how other openings lie over them. Private to
/// wound.
#pragma once

#include "dermavox/wound/opening.hpp"

#include <array>
#include <vector>

namespace dermavox::wound {

/// A piece of a counter-clockwise outline: straight, (x, y) + t (along_x, along_y) for t in [begin, end]; or round,
/// on a circle about (x, y) from the direction (along_x, along_y) on. Directions e of a round piece go by the turn t
/// from there, in [0, end], which grows with the angle and needs no trigonometry:
///     t = v/(|u| + |v|) in the first quadrant, 1 more in each next one;  u = e . along,  v = along x e
/// so that half a turn is 2 and a whole one 4.
struct Piece {
    bool round = false;
    double x = 0, y = 0;
    double along_x = 0, along_y = 0;  ///< unit vector
    double begin = 0, end = 0;
    double radius = 0;  ///< of a round piece

    Place at(double t) const;
    /// Unit vector of a round piece's turn.
    Place direction(double t) const;
    /// Angle between two turns a <= b [rad].
    double angle(double a, double b) const;
    /// The same of their directions, `turn` apart.
    static double angle(const Place& from, const Place& to, double turn);
};

/// One piece for a disc, four for a stadium.
struct Outline {
    std::array<Piece, 4> pieces;
    std::size_t count;
    const Piece* begin() const { return pieces.data(); }
    const Piece* end() const { return pieces.data() + count; }
};
Outline outline_of(const Opening& opening);

/// A part of a piece with the number of openings over it.
struct Stretch {
    double begin, end;
    int over;
};

/// Collects what lies over one piece, then tells its stretches.
class Overlay
{
public:
    void start(const Piece& piece);
    /// `opening` lies over the parts of the piece inside it.
    void add(const Opening& opening);
    /// True when some opening lies over every place of the piece.
    bool hidden();
    /// The parts of the piece outside the window count for nothing: they appear in no stretch.
    void clip(const Window& window);
    /// In order along the piece. Valid until the next start.
    const std::vector<Stretch>& stretches();

private:
    struct Event {
        double at;
        int change;
    };
    template <class Inside>
    void mark(const Inside& inside, int weight);
    void hide(double from, double to);
    void add_to_straight(const Opening& opening);
    void add_disc_to_circle(const Opening& opening);
    void cut_at_direction(double ex, double ey);
    void cut_at_circle(double x, double y, double radius);
    void cut_at_line(double x, double y, double along_x, double along_y);

    const Piece* m_piece = nullptr;
    std::vector<double> m_cuts;
    std::vector<Event> m_events;
    std::vector<Stretch> m_stretches;
};

}  // namespace dermavox::wound
