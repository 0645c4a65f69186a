"""What RMSpec is measured against: a module a peer."""
