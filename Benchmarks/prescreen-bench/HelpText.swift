/// What `--help` prints.
let helpText = """
  prescreen-bench: how fast the engine and the stages of a study are on this machine

  usage: prescreen-bench [--filter TEXT]... [--threads N,N...] [--isa NAME]... [--size XxYxZ]
                         [--study PATH] [--json FILE] [--raw FOLDER] [--cpu]
         prescreen-bench compare A B
         prescreen-bench plot RECORD FILE.svg
         prescreen-bench --list | --help

    --filter TEXT    only cases whose name contains TEXT; may be given again
    --threads N,N    thread counts to run each case with (default: 1 and the number of cores)
    --isa NAME       instruction set of the kernels (default: every one that this machine runs)
    --size XxYxZ     voxels of the synthetic volume (default: 512x512x300)
    --study PATH     a folder with one CT study: adds the stages of a real study
    --json FILE      also write the record: one JSON object a line, the first of them the machine
    --raw FOLDER     time nothing: write the synthetic volume and the result of each case as arrays
                     without a header, for others to compare theirs with
    --cpu            times of the processor, all threads together, instead of the clock's
    --list           name the cases and leave
    compare A B      the times of record B over those of A, case by case; refuses cases whose
                     results differ

    plot RECORD FILE draws the best and the median time of each case of a record

  A case is called operation/isa/size. Best and median are in milliseconds; work is what the operation
  needs by its definition, so GFLOP/s and GB/s of two implementations can be compared. Share is the larger
  part of what the machine did at most, measured first with as many threads: multiply-adds in registers,
  and copying. The checksum is that of the result: equal for every instruction set and thread count.

  exit status: 0 done, 1 a case failed or results differ, 64 bad arguments
  """
