/// The tests of the graph in front, and how they went. Entry type is [TestBench].
@NullMarked
package io.signalbox.app.testbench;

import org.jspecify.annotations.NullMarked;
