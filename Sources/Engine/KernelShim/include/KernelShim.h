#ifndef KERNEL_SHIM_H
#define KERNEL_SHIM_H
#endif
