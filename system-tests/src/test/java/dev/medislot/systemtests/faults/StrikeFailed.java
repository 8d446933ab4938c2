package dev.medislot.systemtests.faults;

/** A fault had no effect, so the run proves nothing about it. */
final class StrikeFailed extends RuntimeException {

    StrikeFailed(String reason) {
        super(reason);
    }
}
