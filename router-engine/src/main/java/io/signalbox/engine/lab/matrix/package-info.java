/// Models compared on a set of prompts: a plan ([MatrixPlan]) is run ([MatrixRun]), each answer is
/// kept in a journal ([MatrixJournal]), and what follows is worked out from it ([MatrixReport]).
@NullMarked
package io.signalbox.engine.lab.matrix;

import org.jspecify.annotations.NullMarked;
