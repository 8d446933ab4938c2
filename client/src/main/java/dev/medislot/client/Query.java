package dev.medislot.client;

/** Query parameters as a record: its components are the parameters, and a component that is null is left out. */
public interface Query {}
