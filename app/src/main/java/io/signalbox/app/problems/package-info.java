/// What is wrong with the graph, and what mends it. Entry type is [ProblemsPane].
@NullMarked
package io.signalbox.app.problems;

import org.jspecify.annotations.NullMarked;
